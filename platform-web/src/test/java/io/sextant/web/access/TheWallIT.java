package io.sextant.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.SignIn;
import io.sextant.api.tenancy.Tokens;
import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Members walk the product behind the wall between teams: it is in nobody's way, and where it stops something it says so. */
class TheWallIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
    private static final Pattern VARIABLE = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|\\d+");
    private static final int OF_A_SHAPE = 2;
    private static final int PAGES = 300;
    private static final String QUESTION = """
            {"team": "document-search", "model": "meta/llama-3.1-8b-instruct",
             "workload": {"inputTokens": 512, "outputTokens": 256},
             "demand": {"kind": "requestRate", "peakRequestsPerSecond": 2},
             "sla": {"kind": "targets", "percentile": "P95", "ttftMs": 1000, "itlMs": 50}}
            """;

    private static Browserless mei;

    @BeforeAll
    static void signIn() {
        Actor actor = PRODUCT.bean(SignIn.class)
                .check("mei@demo.sextant", "sextant-demo")
                .orElseThrow();
        mei = Browserless.withToken(PRODUCT.url(), PRODUCT.bean(Tokens.class).issue(actor.id(), "the wall"));
    }

    /** With the name of a team that is not theirs. */
    @ParameterizedTest
    @CsvSource({
        "mei@demo.sextant, Support Chatbot",
        "dana@demo.sextant, Document Search",
        "theo@demo.sextant, Document Search",
        "vik@demo.sextant, Document Search"
    })
    void everyLinkThatAMemberIsShownIsAnsweredAndNamesNobodyElsesTeam(String username, String foreign) {
        String deployment = submit();
        try {
            Browserless member = Browserless.signedIn(PRODUCT.url(), username, "sextant-demo");
            List<String> wrong = new ArrayList<>();
            Map<String, Integer> shapes = new HashMap<>();
            Set<String> seen = new HashSet<>(Set.of("/"));
            Deque<String> waiting = new ArrayDeque<>(seen);
            int visited = 0;
            while (!waiting.isEmpty() && visited++ < PAGES) {
                String path = waiting.remove();
                HttpResponse<String> answer = member.get(path);
                if (answer.statusCode() >= 500 || answer.body().contains("Beyond your teams")) {
                    wrong.add(path + " answered " + answer.statusCode());
                }
                if (answer.body().contains(foreign)) {
                    wrong.add(path + " names " + foreign);
                }
                Matcher link = LINK.matcher(answer.body());
                while (link.find()) {
                    String next = link.group(1).replace("&amp;", "&");
                    String shape = VARIABLE.matcher(next).replaceAll("*");
                    if (isOfThePortal(next) && shapes.merge(shape, 1, Integer::sum) <= OF_A_SHAPE && seen.add(next)) {
                        waiting.add(next);
                    }
                }
            }
            assertThat(seen).hasSizeGreaterThan(20);
            assertThat(wrong).isEmpty();
        } finally {
            mei.postJson("/api/v1/deployments/" + deployment + "/retirement", "{}");
        }
    }

    @Test
    void whatTheDatabaseRefusesIsSaidClearlyAndRecorded() {
        JdbcClient jdbc = PRODUCT.bean(JdbcClient.class);
        String tenant = jdbc.sql("select quote_ident(left('sextant_tenant_' || current_database(), 63))")
                .query(String.class)
                .single();
        Browserless page = Browserless.signedIn(PRODUCT.url(), "mei@demo.sextant", "sextant-demo");
        HttpResponse<String> refused;
        HttpResponse<String> refusedPage;
        jdbc.sql("revoke select on sla_profile from " + tenant).update();
        try {
            refused = mei.get("/api/v1/sla-profiles");
            refusedPage = page.get("/sla-profiles");
        } finally {
            jdbc.sql("grant select on sla_profile to " + tenant).update();
        }

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("urn:sextant:problem:beyond-your-teams", "traceId");
        assertThat(refusedPage.statusCode()).isEqualTo(403);
        assertThat(refusedPage.body()).contains("Beyond your teams", "give the platform team the trace id");
        assertThat(mei.get("/api/v1/sla-profiles").statusCode()).isEqualTo(200);
        assertThat(page.get("/sla-profiles").statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select object_id from audit_entry where action = 'access.deny' and reason = :reason")
                        .param("reason", "The database refused it.")
                        .query(String.class)
                        .list())
                .contains("GET /api/v1/sla-profiles", "GET /sla-profiles");
    }

    /** Neither what only the shell of a page needs, nor what would end the session. */
    private static boolean isOfThePortal(String path) {
        return !path.matches("/(docs|css|js|webjars|assets|favicon|signout|api|actuator)\\b.*");
    }

    private static String submit() {
        JsonNode plan = JSON.readTree(mei.postJson("/api/v1/plans", QUESTION).body());
        ObjectNode question = ((ObjectNode) plan.path("request")).deepCopy();
        question.put("candidate", plan.path("proposal").path("candidate").asString());
        ObjectNode request = JSON.createObjectNode();
        request.put("name", "walled-" + UUID.randomUUID().toString().substring(0, 8));
        request.put("digest", plan.path("proposal").path("digest").asString());
        request.set("plan", question);
        HttpResponse<String> answer = mei.postJson(
                "/api/v1/deployments",
                request.toString(),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("id").asString();
    }
}
