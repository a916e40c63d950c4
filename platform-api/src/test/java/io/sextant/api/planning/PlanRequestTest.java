package io.sextant.api.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.problem.PlatformProblem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PlanRequestTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of("/workload/inputTokens", (Runnable) () -> new PlanWorkload(0, 1, 0, 0, 0)),
                Arguments.of("/workload/outputTokens", (Runnable) () -> new PlanWorkload(1, -3, 0, 0, 0)),
                Arguments.of("/workload/inputSpread", (Runnable) () -> new PlanWorkload(1, 1, Double.NaN, 0, 0)),
                Arguments.of("/workload/prefixShare", (Runnable) () -> new PlanWorkload(1, 1, 0, 0, 1)),
                Arguments.of("/demand/peakRequestsPerSecond", (Runnable)
                        () -> new PlanDemand.RequestRate(Double.POSITIVE_INFINITY)),
                Arguments.of("/demand/users", (Runnable) () -> new PlanDemand.ConcurrentUsers(0, 1)),
                Arguments.of("/demand/hours", (Runnable) () -> new PlanDemand.Deadline(1, 0)),
                Arguments.of("/sla/ttftMs", (Runnable) () -> Situations.chat(-1.0, null, null)),
                Arguments.of("/sla/ttftMs", (Runnable) () -> Situations.chat(null, null, null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void refusesNonsenseAndPointsAtIt(String pointer, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOfSatisfying(
                        PlatformProblem.Invalid.class,
                        problem -> assertThat(problem.errors()).singleElement().satisfies(error -> {
                            assertThat(error.pointer()).isEqualTo(pointer);
                            assertThat(error.message()).endsWith(".");
                        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"kind":"requestRate","peakRequestsPerSecond":2.5}""", """
                {"kind":"concurrentUsers","users":100,"thinkTimeSeconds":30}""", """
                {"kind":"tokensPerHour","outputTokensPerHour":1000000}""", """
                {"kind":"deadline","requests":100000,"hours":8}"""})
    void comesBackFromJsonAsItWasWritten(String demand) {
        PlanRequest request = JSON.readValue("""
                {"team": "team", "model": "meta/llama-3.1-8b-instruct",
                 "workload": {"inputTokens": 512, "outputTokens": 256},
                 "demand": %s,
                 "sla": {"kind": "targets", "percentile": "P95", "ttftMs": 150}}
                """.formatted(demand), PlanRequest.class);
        assertThat(request.workload().prefixShare()).isZero();
        assertThat(request.limits()).isEqualTo(PlanLimits.NONE);
        assertThat(JSON.readValue(JSON.writeValueAsString(request), PlanRequest.class))
                .isEqualTo(request);
    }

    @Test
    void asksForAnSlaWherePeopleWait() {
        assertThatThrownBy(() -> new PlanRequest(
                        "team",
                        "meta/llama-3.1-8b-instruct",
                        new PlanWorkload(1, 1, 0, 0, 0),
                        new PlanDemand.RequestRate(1),
                        null,
                        PlanLimits.NONE,
                        null))
                .hasMessageContaining("choose an SLA profile or give a target");
    }

    @Test
    void proposalsComeBackFromJsonAsTheyWereWritten() {
        PlanProposal proposal = Situations.roomy().answer().proposal();
        assertThat(JSON.readValue(JSON.writeValueAsString(proposal), PlanProposal.class))
                .isEqualTo(proposal);
    }
}
