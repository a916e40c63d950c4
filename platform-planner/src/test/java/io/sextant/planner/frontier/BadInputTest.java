package io.sextant.planner.frontier;

import static io.sextant.planner.frontier.PlanRequests.RELAXED;
import static io.sextant.planner.frontier.PlanRequests.chat;
import static io.sextant.planner.frontier.PlanRequests.plenty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.planner.capacity.DayShape;
import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.SizingPolicy;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.cost.Money;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.Reference;
import io.sextant.planner.units.Percentile;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every nonsense is refused with its reason: as an input where it can mean nothing, in the plan where it does not run. */
class BadInputTest {

    private static final String LLAMA_8B = "meta-llama/Llama-3.1-8B-Instruct";

    static Stream<Arguments> nonsense() {
        return Stream.of(
                refused("zero input", () -> Workload.fixed(0, 100), "mean length must be a number above 0"),
                refused("zero output", () -> Workload.fixed(100, 0), "mean length must be a number above 0"),
                refused("less than a token", () -> new LengthDistribution(0.5, 0), "at least 1 token"),
                refused("endless", () -> new LengthDistribution(Double.POSITIVE_INFINITY, 0), "but was Infinity"),
                refused("NaN length", () -> new LengthDistribution(Double.NaN, 0), "but was NaN"),
                refused("NaN spread", () -> new LengthDistribution(100, Double.NaN), "but was NaN"),
                refused("absurd spread", () -> new LengthDistribution(100, 6), "at most 5"),
                refused(
                        "whole prompt shared",
                        () -> new Workload(LengthDistribution.fixed(9), LengthDistribution.fixed(9), 1),
                        "needs some input of its own"),
                refused("NaN rate", () -> Demand.RequestRate.flat(Double.NaN), "peak request rate"),
                refused("no users", () -> Demand.ConcurrentUsers.flat(0, 1), "concurrent users must be at least 1"),
                refused("NaN think time", () -> Demand.ConcurrentUsers.flat(5, Double.NaN), "think time"),
                refused("no batch", () -> new Demand.Deadline(0, 8), "requests of the batch"),
                refused("no time", () -> new Demand.Deadline(10, 0), "hours until the deadline"),
                refused("NaN tokens", () -> new Demand.TokensPerHour(Double.NaN), "output tokens per hour"),
                refused("NaN day", () -> new DayShape.Cosine(Double.NaN), "amplitude of the day"),
                refused("NaN today", () -> new Demand.RequestRate(5, DayShape.flat(), Double.NaN), "today's share"),
                refused("NaN target", () -> new Sla(Percentile.P95, Double.NaN, null, null, null), "TTFT target"),
                refused("zero target", () -> new Sla(Percentile.P95, null, 0.0, null, null), "ITL target"),
                refused("NaN headroom", () -> new SizingPolicy(Double.NaN, 1, 0.75), "headroom"),
                refused("NaN cold start", () -> SizingPolicy.DEFAULT.withColdStart(Double.NaN), "cold start"),
                refused("endless cold start", () -> SizingPolicy.DEFAULT.withColdStart(1e6), "at most a day"),
                refused("NaN growth", () -> SizingPolicy.DEFAULT.withGrowth(Double.NaN), "growth of load"),
                refused("unknown precision", () -> Precision.parse("int3"), "unknown precision 'int3': use bf16"),
                refused("no GPUs", () -> EngineProfile.of("none", Precision.BF16, 0), "tensor parallelism"),
                refused("negative price", () -> Money.usd("-1"), "0 or more"),
                refused(
                        "negative quota",
                        () -> new GpuOffer("pool", Reference.load().gpu("L4"), Money.usd("1"), -1, List.of()),
                        "free quota must be 0 or more"));
    }

    private static Arguments refused(String what, ThrowingCallable action, String reason) {
        return Arguments.of(what, action, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void isRefusedWithItsReason(String what, ThrowingCallable action, String reason) {
        assertThatIllegalArgumentException().isThrownBy(action).withMessageContaining(reason);
    }

    @Test
    void anEmptySlaIsRefusedWherePeopleWait() {
        Sla empty = new Sla(Percentile.P95, null, null, null, null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> chat(LLAMA_8B, List.of(plenty("H100-SXM-80GB", "1")), empty, 1))
                .withMessage("people wait for these answers, so the SLA needs at least one target: TTFT, ITL, E2E or"
                        + " tokens/s per user");
    }

    @ParameterizedTest
    @ValueSource(doubles = {131_072, 1e7, 1e15, 1e300})
    void promptsBeyondTheContextRunNowhereAndThePlanSaysWhy(double tokens) {
        Plan plan = new Planner()
                .plan(chat(LLAMA_8B, List.of(plenty("H100-SXM-80GB", "1")), RELAXED, 1)
                        .withWorkload(
                                new Workload(new LengthDistribution(tokens, 0.5), LengthDistribution.fixed(100), 0)));

        assertThat(plan.outcome()).isInstanceOf(Outcome.NothingRuns.class);
        assertThat(plan.rejected())
                .isNotEmpty()
                .allSatisfy(pairing ->
                        assertThat(pairing.rejections()).hasAtLeastOneElementOfType(Rejection.ExceedsContext.class));
        assertThat(plan.verdict()).contains("more than the model's context of 131,072");
    }

    @ParameterizedTest
    @ValueSource(doubles = {131_072, 1e7, 1e300})
    void answersBeyondTheContextRunNowhereEither(double tokens) {
        Plan plan = new Planner()
                .plan(chat(LLAMA_8B, List.of(plenty("H100-SXM-80GB", "1")), RELAXED, 1)
                        .withWorkload(
                                new Workload(LengthDistribution.fixed(100), new LengthDistribution(tokens, 0), 0)));

        assertThat(plan.verdict()).contains("more than the model's context of 131,072");
    }

    @Test
    void aPrecisionTheGpuLacksIsNamed() {
        assertThat(reasons("A100-SXM-80GB", LLAMA_8B, EngineProfile.of("fp8", Precision.FP8, 1)))
                .containsExactly("A100-SXM-80GB has no fp8 units: use a 16-bit profile or a newer GPU.");
        assertThat(reasons("H100-SXM-80GB", LLAMA_8B, EngineProfile.of("fp4", Precision.NVFP4, 1)))
                .containsExactly("H100-SXM-80GB has no nvfp4 units: use a 16-bit profile or a newer GPU.");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7})
    void aTensorParallelismThatDoesNotDivideTheHeadsIsNamed(int tensorParallel) {
        assertThat(reasons("H100-SXM-80GB", LLAMA_8B, EngineProfile.of("odd", Precision.BF16, tensorParallel)))
                .containsExactly("32 attention heads and 8 KV heads cannot be split evenly over %d GPUs."
                        .formatted(tensorParallel));
    }

    private static List<String> reasons(String gpu, String model, EngineProfile profile) {
        PlanInput asked = chat(model, List.of(plenty(gpu, "1")), RELAXED, 1);
        Plan plan = new Planner()
                .plan(new PlanInput(
                        asked.model(),
                        List.of(profile),
                        asked.offers(),
                        asked.workload(),
                        asked.demand(),
                        asked.sla(),
                        asked.policy()));
        assertThat(plan.candidates()).isEmpty();
        return plan.rejected().getFirst().rejections().stream()
                .map(Rejection::sentence)
                .toList();
    }
}
