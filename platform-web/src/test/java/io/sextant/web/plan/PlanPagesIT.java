package io.sextant.web.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.web.testing.Browserless;
import io.sextant.web.testing.StartedProduct;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanPagesIT {
    private static final String QUESTION =
            "team=support-chatbot&mode=online&sla=own&percentile=P95&ttftMs=1000&itlMs=50"
                    + "&e2eMs=&load=rate&peakRequestsPerSecond=8&currentRequestsPerSecond=2&daySwing=0.6&inputTokens=512"
                    + "&outputTokens=256";
    private static final String PLAN = "/plan?model=meta/llama-3.1-8b-instruct&" + QUESTION;

    private static Browserless member;

    @BeforeAll
    static void signIn() {
        member = Browserless.signedIn(StartedProduct.shared().url(), "theo@demo.sextant", "sextant-demo");
    }

    @Test
    void everyMetricLeadsToItsDefinitionInTheGuide() {
        Set<String> anchors = all(member.get(PLAN).body(), "href=\"/docs/planner#([^\"]+)\"");
        anchors.addAll(all(member.get("/compare?" + QUESTION).body(), "href=\"/docs/planner#([^\"]+)\""));
        assertThat(anchors).contains("ttft", "itl", "e2e", "money", "gpus", "concurrency", "provenance");
        assertThat(all(member.get("/docs/planner").body(), "id=\"([^\"]+)\"")).containsAll(anchors);
    }

    @Test
    void showsGrowthDayMemoryAndRefusalsWithoutScripts() {
        assertThat(member.get(PLAN).body())
                .contains(
                        "Two ways to grow",
                        "More concurrency on the same GPUs",
                        "Over the day",
                        "Memory of each GPU",
                        "What a GPU yields against what a user sees",
                        "What was refused, and why",
                        "80 %: ",
                        "Source: ");
    }

    @Test
    void filtersAndPagesWhatWasRefused() {
        String all = member.get(PLAN).body();
        assertThat(all).contains("refused=CANNOT_RUN");
        String cannot = member.get(PLAN + "&refused=CANNOT_RUN").body();
        assertThat(refused(cannot)).contains("Cannot run").doesNotContain("badge-attention");
        assertThat(member.get(PLAN + "&refused=MISSES_SLA&refusedPage=99999").statusCode())
                .isEqualTo(200);
        assertThat(member.get(PLAN + "&refused=nonsense&refusedPage=x&refusedGpu=y")
                        .body())
                .contains("Nothing was refused");
    }

    @Test
    void putsASuggestedChangeIntoTheForm() {
        String refused = member.get(PLAN.replace("ttftMs=1000", "ttftMs=1")).body();
        assertThat(refused).contains("SLA out of reach", "furthest from being held", "Put it into the form");
        String offered = refused.substring(
                refused.indexOf("plan-changes"), refused.indexOf("</ul>", refused.indexOf("plan-changes")));
        List<String> changes = Pattern.compile("class=\"button button-small\" href=\"(/plan[^\"]+)\"")
                .matcher(offered)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .toList();
        assertThat(changes)
                .isNotEmpty()
                .allSatisfy(change -> assertThat(member.get(change).body()).doesNotContain("SLA out of reach"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
                    inputTokens           | 0         | length must be a number from 1
                    inputTokens           | NaN       | must be a number, such as
                    inputTokens           | 2000000   | at most 131,072
                    outputTokens          | 1.5       | must be a whole number
                    peakRequestsPerSecond | Infinity  | must be a number, such as
                    currentRequestsPerSecond | 9      | cannot be more than the peak
                    daySwing              | 7         | from 0 to 1
                    headroomPercent       | 0         | The headroom must be
                    coldStartSeconds      | -1        | time of a cold start must be
                    prefixPercent         | 100       | from 0 to 99
                    """)
    void saysWhatIsWrongAtTheField(String field, String value, String says) {
        String question = PLAN.contains(field + "=")
                ? PLAN.replaceAll("&" + field + "=[^&]*", "&" + field + "=" + value)
                : PLAN + "&" + field + "=" + value;
        HttpResponse<String> answer = member.get(question);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(says, "href=\"#" + field + "\"");
    }

    @Test
    void saysWhatIsWrongOnTheComparisonToo() {
        HttpResponse<String> answer = member.get("/compare?" + QUESTION.replace("=512", "=0"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("length must be a number from 1");
    }

    @Test
    void comparesModelsAndLinksEachWayToItsPlan() {
        String path = "/compare?by=models&models=meta/llama-3.1-8b-instruct&models=openai/gpt-oss-20b&" + QUESTION;
        String page = member.get(path).body();
        assertThat(page).contains("Llama 3.1 8B Instruct", "Cheapest, knee and fastest of each", "is the cheapest");
        String plan = all(page, "<a href=\"(/plan[^\"]+candidate=[^\"]+)\"")
                .iterator()
                .next();
        assertThat(member.get(plan.replace("&amp;", "&")).statusCode()).isEqualTo(200);
        HttpResponse<String> csv = member.get(path.replace("/compare?", "/compare.csv?"));
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(csv.body()).startsWith("series,model,available,candidate").contains("openai/gpt-oss-20b");
    }

    @Test
    void comparesGpusOfOneModel() {
        String page = member.get("/compare?by=gpus&models=meta/llama-3.1-8b-instruct&" + QUESTION)
                .body();
        assertThat(page).contains("L40S", "H100 SXM");
    }

    @Test
    void namesTheModelThatIsTooSmallAndComparesTheOthers() {
        String long30k = QUESTION.replace("inputTokens=512", "inputTokens=20000");
        assertThat(member.get("/compare?models=meta/llama-3.1-8b-instruct&models=meta/llama3-8b-instruct&" + long30k)
                        .body())
                .contains("takes at most 8,192", "Cheapest, knee and fastest of each");
    }

    @Test
    void refusesOtherFormsInJson() {
        Browserless rest = Browserless.withToken(
                StartedProduct.shared().url(), StartedProduct.shared().adminToken());
        HttpResponse<String> answer = rest.postJson("/api/v1/plans", "{}", "Accept", "application/pdf");
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
        assertThat(answer.body()).contains("urn:sextant:problem:not-acceptable");
    }

    private static String refused(String page) {
        int from = page.indexOf("id=\"plan-refused\"");
        return page.substring(page.indexOf("<tbody>", from), page.indexOf("</section>", from));
    }

    private static Set<String> all(String html, String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
