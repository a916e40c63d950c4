package io.sextant.web.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

/** Takes the demo organisation along as a file and applies it, without scripts. */
class FilePagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final String PAGE = "/organisation/file";
    private static final String EFFECT = PAGE + "/effect";
    private static final Pattern DIGEST = Pattern.compile("name=\"digest\" value=\"([0-9a-f]{64})\"");

    private static Browserless admin;

    @BeforeAll
    static void signIn() {
        admin = Browserless.signedIn(PRODUCT.url(), "admin@demo.sextant", "sextant-demo");
    }

    @Test
    void findsNothingToDoInTheFileThatItHandsOut() {
        assertThat(admin.get("/organisation").body()).contains("href=\"/organisation/file\"");
        HttpResponse<String> effect = admin.postFile(PAGE, EFFECT, Map.of("text", ""), "organisation.yaml", export());
        assertThat(effect.statusCode()).isEqualTo(200);
        assertThat(effect.body())
                .contains("0 added, 0 changed, 0 archived, ended or withdrawn", "Nothing to do")
                .doesNotContain("Apply all of it");
    }

    @Test
    void showsWhatAFileDoesAndThenDoesIt() {
        String before = export();
        assertThat(before)
                .startsWith("version: 1\nnodes:\n  - slug: northwind\n")
                .contains("slug: support-chatbot", "policies:", "name: Large spend", "perGpuHour:");
        String slug = "file-" + UUID.randomUUID().toString().substring(0, 8) + "x";
        String grown = before.replace(
                "nodes:\n", "nodes:\n  - {slug: %s, kind: team, name: Größe <b>, parent: research}\n".formatted(slug));

        String effect = HtmlUtils.htmlUnescape(effect(grown).body());
        assertThat(effect)
                .contains("1 added, 0 changed, 0 archived, ended or withdrawn", "name: Größe <b>", "Apply all of it");
        assertThat(export()).as("looking changes nothing").isEqualTo(before);

        HttpResponse<String> applied = admin.postForm(PAGE, PAGE, Map.of("text", grown, "digest", digest(effect)));
        assertThat(applied.statusCode()).isEqualTo(302);
        assertThat(admin.get(PAGE).body()).contains("The file is applied: 1 added");
        assertThat(export()).contains(slug);

        HttpResponse<String> stale = admin.postForm(PAGE, PAGE, Map.of("text", before, "digest", digest(effect)));
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.body()).contains("Changed meanwhile", "1 archived, ended or withdrawn", "Archived");
        admin.postForm(PAGE, PAGE, Map.of("text", before, "digest", digest(stale.body())));
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void tellsWhatCannotBeAndOffersNotToApplyIt() {
        String before = export();
        String without = before.replaceAll("(?m)^  - slug: support-chatbot\\n(    .*\\n)+", "");
        assertThat(without).isNotEqualTo(before);
        String effect = effect(without).body();
        assertThat(HtmlUtils.htmlUnescape(effect))
                .contains("Refused", "1 cannot be made", "Support Chatbot has", "Nothing of it can be applied")
                .doesNotContain("Apply all of it");
        assertThat(DIGEST.matcher(effect).find())
                .as("what cannot be applied has no digest to apply it with")
                .isFalse();
    }

    @Test
    void namesTheLineOfEveryMistake() {
        HttpResponse<String> wrong = effect("version: 1\nnodes:\n  - {slug: x}\n  - {slug: y, colour: blue}\n");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("Line 3: kind: It is missing.", "Line 4: colour: Nothing of this name", "/nodes/1/colour")
                .contains("<code>  - {slug: x}</code>", "<code>  - {slug: y, colour: blue}</code>");
        assertThat(effect("version: 1\nnodes: [\n  - a").body())
                .contains("Line 3: This is no YAML at column ", "<code>  - a</code>");
        HttpResponse<String> bomb = effect("a: &a [x]\nb: [*a, *a]\n");
        assertThat(bomb.statusCode()).isEqualTo(422);
        assertThat(bomb.body()).contains("Anchors and references");
        assertThat(effect("# " + "a".repeat(210_000)).statusCode()).isEqualTo(422);
        assertThat(effect("").statusCode()).isEqualTo(422);
    }

    @Test
    void quotesTheLineOfWhatIsRefused() {
        String before = export();
        String entry =
                "  - {gpu: H100-SXM-80GB, effectiveFrom: 2026-01-01T00:00:00Z, perGpuHour: 0.01, source: late}\n";
        String file = before.replace("prices:\n", "prices:\n" + entry);
        long line = file.substring(0, file.indexOf(entry)).lines().count() + 1;
        assertThat(HtmlUtils.htmlUnescape(effect(file).body()))
                .contains(
                        "Line " + line + ": It cannot take effect in the past",
                        "<code>" + entry.stripTrailing() + "</code>");
    }

    @Test
    void plansAPriceAndWithdrawsIt() {
        String before = export();
        String entry =
                "  - {gpu: A30, effectiveFrom: 2033-03-01T00:00:00Z, perGpuHour: 0.75, source: contract of 2033}\n";
        String planned = before.replace("prices:\n", "prices:\n" + entry);
        String effect = effect(planned).body();
        assertThat(HtmlUtils.htmlUnescape(effect))
                .contains("A30 from 2033-03-01T00:00:00Z", "effectiveFrom: 2033-03-01T00:00:00Z");
        assertThat(admin.postForm(PAGE, PAGE, Map.of("text", planned, "digest", digest(effect)))
                        .statusCode())
                .isEqualTo(302);
        assertThat(export()).contains("effectiveFrom: '2033-03-01T00:00:00Z'");
        assertThat(admin.get("/prices/A30").body()).contains("contract of 2033", "To come");

        String back = effect(before).body();
        assertThat(back).contains("Withdrawn", "1 archived, ended or withdrawn");
        admin.postForm(PAGE, PAGE, Map.of("text", before, "digest", digest(back)));
        assertThat(export()).isEqualTo(before);
        assertThat(admin.get("/prices/A30").body()).contains("Withdrawn", "By the organisation&#39;s file.");
    }

    @Test
    void isForPlatformAdministratorsOnly() {
        Browserless auditor = Browserless.signedIn(PRODUCT.url(), "fin@demo.sextant", "sextant-demo");
        assertThat(auditor.get(PAGE).statusCode()).isEqualTo(403);
        assertThat(auditor.get(PAGE + "/organisation.yaml").statusCode()).isEqualTo(403);
    }

    private static String export() {
        HttpResponse<String> file = admin.get(PAGE + "/organisation.yaml");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment", "organisation.yaml");
        return file.body();
    }

    private static HttpResponse<String> effect(String text) {
        return admin.postForm(PAGE, EFFECT, Map.of("text", text));
    }

    private static String digest(String page) {
        Matcher digest = DIGEST.matcher(page);
        assertThat(digest.find()).as(page).isTrue();
        return digest.group(1);
    }
}
