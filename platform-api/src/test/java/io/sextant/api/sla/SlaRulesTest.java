package io.sextant.api.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.problem.FieldError;
import io.sextant.planner.units.Percentile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlaRulesTest {
    private static SlaDraft online(@Nullable Integer ttftMs, @Nullable Double itlMs, @Nullable Integer e2eMs) {
        return new SlaDraft("Chat", null, "online", "p95", ttftMs, itlMs, e2eMs, null, null, null, 512, 256);
    }

    private static SlaDraft offline(@Nullable Long tokensPerHour, @Nullable Integer deadlineHours) {
        return new SlaDraft(
                "Batch", "", "offline", "p95", null, null, null, null, tokensPerHour, deadlineHours, null, null);
    }

    @Test
    void acceptsASingleTarget() {
        assertThat(online(150, null, null).errors()).isEmpty();
        assertThat(online(null, 25.5, null).errors()).isEmpty();
        assertThat(offline(5_000_000L, null).errors()).isEmpty();
        assertThat(offline(null, 8).errors()).isEmpty();
    }

    @Test
    void readsModeAndPercentileInAnyCase() {
        SlaDraft draft = new SlaDraft("  Chat ", null, "Online", " P99", 150, null, null, null, null, null, null, null);
        assertThat(draft.errors()).isEmpty();
        assertThat(draft.terms().percentile()).isEqualTo(Percentile.P99);
        assertThat(draft.trimmedName()).isEqualTo("Chat");
    }

    @Test
    void asksForAtLeastOneTarget() {
        assertThat(online(null, null, null).errors())
                .singleElement()
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly("/ttftMs", "no-target");
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        SlaDraft draft = new SlaDraft("x", "p".repeat(201), "sometimes", "p42", 0, -1.0, 1, 0.0, 1L, 0, 0, null);
        assertThat(draft.errors())
                .extracting(FieldError::pointer)
                .contains(
                        "/name",
                        "/purpose",
                        "/mode",
                        "/percentile",
                        "/ttftMs",
                        "/itlMs",
                        "/e2eMs",
                        "/minTokensPerSecondPerUser",
                        "/tokensPerHour",
                        "/deadlineHours",
                        "/inputTokens",
                        "/outputTokens");
        assertThat(draft.errors())
                .allSatisfy(error -> assertThat(error.message()).isNotBlank());
    }

    @Test
    void saysNothingIsANumberInRangeWhenItIsNotANumber() {
        assertThat(online(null, Double.NaN, null).errors())
                .extracting(FieldError::code)
                .contains("out-of-range");
    }

    @Test
    void keepsBatchGoalsOutOfOnlineProfiles() {
        SlaDraft draft = new SlaDraft("Chat", null, "online", "p95", 150, null, null, null, 5_000_000L, 8, null, null);
        assertThat(draft.errors())
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("/tokensPerHour", "offline-only"),
                        org.assertj.core.groups.Tuple.tuple("/deadlineHours", "offline-only"));
    }

    @Test
    void takesOneBatchGoalOnly() {
        assertThat(offline(5_000_000L, 8).errors()).extracting(FieldError::code).containsExactly("two-goals");
    }

    @Test
    void refusesAnAnswerThatEndsBeforeItBegins() {
        assertThat(online(500, null, 400).errors()).extracting(FieldError::code).containsExactly("below-ttft");
        assertThat(online(500, null, 500).errors()).isEmpty();
    }

    @Test
    void handsThePlannerTheLatencyTargets() {
        SlaTerms terms = online(150, 25.0, 7000).terms();
        assertThat(terms.latencyTargets().ttftMs()).isEqualTo(150.0);
        assertThat(terms.latencyTargets().itlMs()).isEqualTo(25.0);
        assertThat(terms.latencyTargets().percentile()).isEqualTo(Percentile.P95);
        assertThat(terms.latencyTargets().minTokensPerSecondPerUser()).isNull();
    }
}
