package io.sextant.web.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.SignIn;
import io.sextant.api.tenancy.Tokens;
import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Walks the pages of approval without scripts. */
class ApprovalPagesIT {
    private static final StartedProduct PRODUCT = StartedProduct.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String POLICIES = "/approvals/policies";
    private static final String QUESTION = """
            {"team": "document-search", "model": "meta/llama-3.1-8b-instruct",
             "workload": {"inputTokens": 512, "outputTokens": 256},
             "demand": {"kind": "requestRate", "peakRequestsPerSecond": 2},
             "sla": {"kind": "targets", "percentile": "P95", "ttftMs": 1000, "itlMs": 50}}
            """;

    private static Browserless admin;
    private static Browserless approver;
    private static Browserless developer;
    private static Browserless developerByApi;

    @BeforeAll
    static void signIn() {
        admin = Browserless.signedIn(PRODUCT.url(), "admin@demo.sextant", "sextant-demo");
        approver = Browserless.signedIn(PRODUCT.url(), "paula@demo.sextant", "sextant-demo");
        developer = Browserless.signedIn(PRODUCT.url(), "mei@demo.sextant", "sextant-demo");
        Actor mei = PRODUCT.bean(SignIn.class)
                .check("mei@demo.sextant", "sextant-demo")
                .orElseThrow();
        developerByApi =
                Browserless.withToken(PRODUCT.url(), PRODUCT.bean(Tokens.class).issue(mei.id(), "approval pages"));
    }

    @Test
    void showsWhatWaitsAndDecidesOnIt() {
        String policy = policyForEverythingOfTheTeam();
        try {
            assertThat(developer
                            .get("/plan?team=document-search&model=meta/llama-3.1-8b-instruct&mode=online&sla=own"
                                    + "&percentile=p95&ttftMs=1000&itlMs=50&load=rate&peakRequestsPerSecond=2"
                                    + "&inputTokens=512&outputTokens=256")
                            .body())
                    .as("known before it is submitted")
                    .contains("An approver has to approve it", "of Document Search: it costs", "Submit this plan");
            String first = submit("waits-one");
            String second = submit("waits-two");
            assertThat(developer.get("/deployments/" + first).body())
                    .contains("Waiting for approval", "waits for approval by an approver", "See the request");
            String request = requestOf(first);
            assertThat(developer.get(request).body())
                    .contains(
                            "Withdraw the request",
                            "nobody decides on what they asked for",
                            "of Document Search: it costs")
                    .doesNotContain(">Approve<");
            assertThat(approver.get("/approvals").body()).contains("waits-one", "waits-two", "Document Search");
            assertThat(approver.get(request).body())
                    .contains(">Approve<", "Used with this request", "Budgets with it", "Cheaper option refused");

            HttpResponse<String> unexplained =
                    approver.postForm(request, request + "/rejection", Map.of("revision", "1"));
            assertThat(unexplained.statusCode()).isEqualTo(422);
            assertThat(unexplained.body()).contains("Say why");
            HttpResponse<String> none =
                    approver.postForm("/approvals", "/approvals/decisions", Map.of("decision", "approve"));
            assertThat(none.statusCode()).isEqualTo(422);
            assertThat(none.body()).contains("Choose 1 to 100 requests.");
            String choice = choice(approver.get("/approvals").body(), "waits-one");
            HttpResponse<String> withoutReason = approver.postForm(
                    "/approvals", "/approvals/decisions", Map.of("decision", "reject", "item", choice));
            assertThat(withoutReason.statusCode()).isEqualTo(422);
            assertThat(checked(withoutReason.body()))
                    .as("what was chosen stays chosen")
                    .containsExactly(choice);
            assertThat(approver.get("/approvals?show=mine&team=evaluation").body())
                    .as("of another team")
                    .doesNotContain("waits-one");
            assertThat(approver.postForm(
                                    "/approvals",
                                    "/approvals/decisions",
                                    Map.of("decision", "reject", "reason", "not this month", "item", choice))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(approver.get("/approvals").body())
                    .contains("waits-one: Rejected.")
                    .doesNotContain(choice);
            assertThat(developer.get("/deployments/" + first).body()).contains("Not approved", "not this month");

            String withdrawn = requestOf(second);
            assertThat(developer
                            .postForm(withdrawn, withdrawn + "/withdrawal", Map.of("revision", "1"))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(developer
                            .get("/approvals?show=withdrawn&team=document-search")
                            .body())
                    .contains("waits-two");
            assertThat(approver.postForm(request, request + "/approval", Map.of("revision", "1"))
                            .statusCode())
                    .as("it is decided already")
                    .isIn(404, 422);
        } finally {
            admin.postForm(policy, policy, form("retire", "1"));
        }
        assertThat(admin.get(POLICIES).body()).doesNotContain(">Everything<");
    }

    @Test
    void triesAPolicyBeforeItIsSavedAndShowsWhatIsWrongWithIt() {
        Map<String, String> wrong = form("save", "");
        wrong.put("holdHours", "many");
        HttpResponse<String> refused = admin.postForm(POLICIES + "/new", POLICIES + "/new", wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("is not a number", "value=\"many\"");
        HttpResponse<String> tried = admin.postForm(POLICIES + "/new", POLICIES + "/new", form("preview", ""));
        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
        assertThat(tried.body()).contains("Of the last", "Nothing is saved yet", "value=\"Everything\"");
        assertThat(developer.get(POLICIES).body()).contains("Large spend").doesNotContain("Add a policy");
        assertThat(developer.get(POLICIES + "/new").statusCode()).isEqualTo(403);
    }

    @Test
    void namesADelegateAndTakesTheRightBack() {
        String page = "/approvals/delegations";
        HttpResponse<String> refused =
                approver.postForm(page, page, Map.of("delegate", "nobody@demo.sextant", "endsOn", "soon", "key", "k1"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Write the day as");
        Map<String, String> named =
                Map.of("delegate", "theo@demo.sextant", "startsOn", "", "endsOn", tomorrow(), "key", "k2");
        assertThat(approver.postForm(page, page, named).statusCode()).isEqualTo(302);
        String shown = approver.get(page).body();
        assertThat(shown).contains("Theo Lindqvist", "In force", "Take back");
        Matcher end = Pattern.compile("(" + page + "/[0-9a-f-]+/end)").matcher(shown);
        assertThat(end.find()).isTrue();
        assertThat(approver.postForm(page, end.group(1), Map.of()).statusCode()).isEqualTo(302);
        assertThat(approver.get(page).body()).contains("Taken back");
        assertThat(developer.get(page).body()).doesNotContain("Name the delegate");
    }

    private static String policyForEverythingOfTheTeam() {
        HttpResponse<String> saved = admin.postForm(POLICIES + "/new", POLICIES + "/new", form("save", ""));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(302);
        Matcher link = Pattern.compile("href=\"(" + POLICIES + "/[0-9a-f-]+)\">Everything<")
                .matcher(admin.get(POLICIES).body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static Map<String, String> form(String action, String revision) {
        Map<String, String> form = new HashMap<>(Map.of(
                "name",
                "Everything",
                "node",
                "document-search",
                "position",
                "1",
                "monthlyCostFrom",
                "1.00",
                "approver",
                "true",
                "holdHours",
                "24",
                "action",
                action,
                "revision",
                revision));
        form.put("key", UUID.randomUUID().toString());
        return form;
    }

    private static String submit(String name) {
        JsonNode plan =
                JSON.readTree(developerByApi.postJson("/api/v1/plans", QUESTION).body());
        ObjectNode request = JSON.createObjectNode();
        request.put("name", name);
        request.put("digest", plan.path("proposal").path("digest").asString());
        ObjectNode question = ((ObjectNode) plan.path("request")).deepCopy();
        question.put("candidate", plan.path("proposal").path("candidate").asString());
        request.set("plan", question);
        HttpResponse<String> answer = developerByApi.postJson(
                "/api/v1/deployments",
                request.toString(),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("id").asString();
    }

    private static String requestOf(String deployment) {
        return "/approvals/"
                + JSON.readTree(developerByApi
                                .get("/api/v1/deployments/" + deployment)
                                .body())
                        .path("waiting")
                        .path("id")
                        .asString();
    }

    private static String choice(String page, String name) {
        Matcher input = Pattern.compile("<input[^>]*Choose " + name + "[^>]*>").matcher(page);
        assertThat(input.find()).as(page).isTrue();
        Matcher row = Pattern.compile("value=\"([0-9a-f-]+:\\d+)\"").matcher(input.group());
        assertThat(row.find()).as(page).isTrue();
        return row.group(1);
    }

    private static List<String> checked(String page) {
        return Pattern.compile("<input[^>]*name=\"item\"[^>]*>")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .filter(input -> input.contains("checked"))
                .map(input -> input.replaceAll(".*value=\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static String tomorrow() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
    }
}
