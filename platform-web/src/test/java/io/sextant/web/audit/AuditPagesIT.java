package io.sextant.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.audit.AuditChain;
import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads the trail as an auditor, with scripts off. */
class AuditPagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final Pattern ENTRY = Pattern.compile("/audit/entries/\\d+");

    private static Browserless auditor;

    @BeforeAll
    static void signIn() {
        auditor = Browserless.signedIn(PRODUCT.url(), "fin@demo.sextant", "sextant-demo");
    }

    @Test
    void listsFiltersAndShowsEntries() {
        assertThat(auditor.get("/audit").body()).contains("session.begin", "Export these as JSON lines");
        String filtered =
                auditor.get("/audit?action=session&actor=fin&result=DONE").body();
        assertThat(filtered).contains("fin@demo.sextant").doesNotContain("price.record");
        Matcher link = ENTRY.matcher(filtered);
        assertThat(link.find()).isTrue();
        while (PRODUCT.bean(AuditChain.class).link() > 0) {
            assertThat(PRODUCT.bean(AuditChain.class).head().position()).isPositive();
        }
        assertThat(auditor.get(link.group()).body())
                .contains("session.begin", "127.0.0.1", "Place in the chain", "Hash before it");
        assertThat(auditor.get("/audit?object=never-was-there").body()).contains("No entry matches");
    }

    @Test
    void pagesThroughALongTrail() {
        String first = auditor.get("/audit").body();
        Matcher next = Pattern.compile("href=\"(/audit\\?page_token=[^\"]+)\"").matcher(first);
        if (next.find()) {
            assertThat(auditor.get(next.group(1)).body()).contains("First page");
        }
        assertThat(auditor.get("/audit?page_token=nonsense!").statusCode()).isEqualTo(400);
    }

    @Test
    void exportsWhatIsFiltered() {
        HttpResponse<String> export = auditor.get("/audit/export.jsonl?action=session.begin");
        assertThat(export.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        assertThat(export.body().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("{\"id\":").contains("\"action\":\"session.begin\""));
    }

    @Test
    void verifiesTheChain() {
        assertThat(auditor.get("/audit/verification").body())
                .contains("The chain is intact", "Note the last good link", "/api/v1/audit/verification?position=");
    }

    @Test
    void isForAuditorsAndAdministratorsAndTellsWhoElseTried() {
        Browserless dana = Browserless.signedIn(PRODUCT.url(), "dana@demo.sextant", "sextant-demo");
        assertThat(dana.get("/audit").statusCode()).isEqualTo(403);
        assertThat(dana.get("/").body()).doesNotContain("href=\"/audit\"");
        assertThat(auditor.get("/audit?result=DENIED&actor=dana").body()).contains("access.deny", "GET /audit");
    }
}
