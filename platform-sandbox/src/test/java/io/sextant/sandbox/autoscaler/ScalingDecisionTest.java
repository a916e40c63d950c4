package io.sextant.sandbox.autoscaler;

import static io.sextant.sandbox.autoscaler.Specs.percent;
import static io.sextant.sandbox.autoscaler.Specs.pods;
import static io.sextant.sandbox.autoscaler.Specs.rules;
import static io.sextant.sandbox.autoscaler.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingDecisionTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final ScalingRules.Select MAX = ScalingRules.Select.MAX;

    private ScalingHistory history = new ScalingHistory(List.of(), List.of());

    private static MetricDemand wants(int replicas) {
        return new MetricDemand.Replicas("pods metric m", replicas, 0);
    }

    private static final MetricDemand UNKNOWN = new MetricDemand.Unknown("FailedGetPodsMetric", "no metrics returned");

    /** One look, whose effect the next one finds. */
    private ScalingDecision look(int second, ScalingSpec spec, int current, MetricDemand... demands) {
        Instant now = START.plusSeconds(second);
        ScalingDecision decided = ScalingDecision.of(spec, current, List.of(demands), history, now);
        history = decided.rescaleReason() == null
                ? decided.history()
                : decided.history().rescaled(decided.replicas() - current, now);
        return decided;
    }

    private static String reason(ScalingDecision decided, String type) {
        return decided.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .map(condition -> condition.holds() + " " + condition.reason())
                .findFirst()
                .orElse("none");
    }

    @Test
    void growsAtOnceAndSaysWhy() {
        ScalingDecision decided = look(0, spec(1, 10), 1, wants(3));

        assertThat(decided.replicas()).isEqualTo(3);
        assertThat(decided.rescaleReason()).isEqualTo("pods metric m above target");
        assertThat(reason(decided, "AbleToScale")).isEqualTo("true SucceededRescale");
        assertThat(reason(decided, "ScalingActive")).isEqualTo("true ValidMetricFound");
        assertThat(reason(decided, "ScalingLimited")).isEqualTo("false DesiredWithinRange");
    }

    @Test
    void takesTheMostThatAnyMetricWants() {
        assertThat(look(0, spec(1, 10), 2, wants(1), wants(4), wants(3)).replicas())
                .isEqualTo(4);
    }

    @Test
    void shrinksOnlyToWhatTheWindowOfFiveMinutesDidNotNeed() {
        look(0, spec(1, 10), 1, wants(4));
        ScalingDecision early = look(200, spec(1, 10), 4, wants(2));
        assertThat(early.replicas()).isEqualTo(4);
        assertThat(reason(early, "AbleToScale")).isEqualTo("true ScaleDownStabilized");

        assertThat(look(299, spec(1, 10), 4, wants(1)).replicas()).isEqualTo(4);
        // The four of the beginning have left the window; the two of second 200 have not.
        ScalingDecision late = look(300, spec(1, 10), 4, wants(1));
        assertThat(late.replicas()).isEqualTo(2);
        assertThat(late.rescaleReason()).isEqualTo("All metrics below target");
        assertThat(look(500, spec(1, 10), 2, wants(1)).replicas()).isEqualTo(1);
    }

    @Test
    void keepsWhatItFoundAfterARestartForAWindow() {
        history = ScalingHistory.startingWith(6, START);
        assertThat(look(1, spec(1, 10), 6, wants(1)).replicas()).isEqualTo(6);
        assertThat(look(301, spec(1, 10), 6, wants(1)).replicas()).isEqualTo(1);
    }

    @Test
    void growsToTheLeastOfAWindowForScalingUp() {
        ScalingSpec slow = new ScalingSpec(1, 10, rules(60, MAX, percent(100, 15)), ScalingRules.USUAL_DOWN);
        history = ScalingHistory.startingWith(1, START);
        ScalingDecision held = look(10, slow, 1, wants(2));
        assertThat(held.replicas()).isEqualTo(1);
        assertThat(reason(held, "AbleToScale")).isEqualTo("true ScaleUpStabilized");
        assertThat(look(61, slow, 1, wants(2)).replicas()).isEqualTo(2);
    }

    @Test
    void growsByFourOrToTheDoubleWithinAPeriod() {
        ScalingDecision first = look(0, spec(1, 100), 1, wants(50));
        assertThat(first.replicas()).isEqualTo(5);
        assertThat(reason(first, "ScalingLimited")).isEqualTo("true ScaleUpLimit");
        // Within the same period nothing more.
        assertThat(look(10, spec(1, 100), 5, wants(50)).replicas()).isEqualTo(5);
        assertThat(look(15, spec(1, 100), 5, wants(50)).replicas()).isEqualTo(10);
        assertThat(look(30, spec(1, 100), 10, wants(50)).replicas()).isEqualTo(20);
    }

    @Test
    void takesThePolicyOfTheSmallestChangeOrNone() {
        ScalingRules least = rules(0, ScalingRules.Select.MIN, pods(1, 60), percent(100, 60));
        assertThat(look(0, new ScalingSpec(1, 9, least, least), 4, wants(9)).replicas())
                .isEqualTo(5);
        ScalingRules none = rules(0, ScalingRules.Select.DISABLED, pods(4, 60));
        assertThat(look(1, new ScalingSpec(1, 9, none, none), 4, wants(9)).replicas())
                .isEqualTo(4);
        assertThat(look(2, new ScalingSpec(1, 9, none, none), 4, wants(1)).replicas())
                .isEqualTo(4);
    }

    @Test
    void shrinksNoFasterThanThePolicies() {
        ScalingSpec gentle = new ScalingSpec(1, 10, ScalingRules.USUAL_UP, rules(0, MAX, pods(1, 60), percent(10, 60)));
        ScalingDecision first = look(0, gentle, 5, wants(1));
        assertThat(first.replicas()).isEqualTo(4);
        assertThat(reason(first, "ScalingLimited")).isEqualTo("true ScaleDownLimit");
        assertThat(look(30, gentle, 4, wants(1)).replicas()).isEqualTo(4);
        assertThat(look(60, gentle, 4, wants(1)).replicas()).isEqualTo(3);
    }

    @Test
    void staysWithinItsBounds() {
        ScalingDecision most = look(0, spec(1, 3), 2, wants(9));
        assertThat(most.replicas()).isEqualTo(3);
        assertThat(reason(most, "ScalingLimited")).isEqualTo("true TooManyReplicas");

        history = new ScalingHistory(List.of(), List.of());
        ScalingDecision least = look(1000, spec(2, 3), 3, wants(0));
        assertThat(least.replicas()).isEqualTo(2);
        assertThat(reason(least, "ScalingLimited")).isEqualTo("true TooFewReplicas");
    }

    @Test
    void returnsIntoItsBoundsWhateverTheMetricsSay() {
        assertThat(look(0, spec(2, 4), 1, UNKNOWN).replicas()).isEqualTo(2);
        ScalingDecision above = look(1, spec(2, 4), 7, wants(7));
        assertThat(above.replicas()).isEqualTo(4);
        assertThat(above.rescaleReason()).isEqualTo("Current number of replicas above Spec.MaxReplicas");
    }

    @Test
    void leavesAStoppedTargetStopped() {
        ScalingDecision stopped = look(0, spec(1, 4), 0, wants(3));
        assertThat(stopped.replicas()).isZero();
        assertThat(reason(stopped, "ScalingActive")).isEqualTo("false ScalingDisabled");
    }

    @Test
    void changesNothingWithoutAMetric() {
        ScalingDecision blind = look(0, spec(1, 4), 2, UNKNOWN);
        assertThat(blind.replicas()).isEqualTo(2);
        assertThat(reason(blind, "ScalingActive")).isEqualTo("false FailedGetPodsMetric");
        assertThat(blind.failure())
                .isEqualTo("invalid metrics (1 invalid out of 1), first error is: no metrics returned");
    }

    @Test
    void growsOnHalfTheEvidenceButDoesNotShrinkOnIt() {
        assertThat(look(0, spec(1, 4), 2, UNKNOWN, wants(3)).replicas()).isEqualTo(3);
        history = new ScalingHistory(List.of(), List.of());
        assertThat(look(1000, spec(1, 4), 2, UNKNOWN, wants(1)).replicas()).isEqualTo(2);
    }

    @Test
    void forgetsWhatNoWindowReachesBackTo() {
        List<Integer> kept = new ArrayList<>();
        for (int second = 0; second <= 1200; second += 15) {
            look(second, spec(1, 4), 2, wants(2));
            kept.add(history.recommendations().size());
        }
        assertThat(kept).last().isEqualTo(20);
    }
}
