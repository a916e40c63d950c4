package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/**
 * What one request looks like.
 *
 * @param inputTokens mean length of the prompt, 1 to 10,000,000
 * @param outputTokens mean length of the answer, 1 to 10,000,000
 * @param inputSpread standard deviation of the prompt's length divided by its mean, 0 to 5; 0 is a fixed length
 * @param outputSpread the same of the answer
 * @param prefixShare share of the prompt that is the same in every request and stays cached, 0 to 0.99
 */
public record PlanWorkload(
        int inputTokens, int outputTokens, double inputSpread, double outputSpread, double prefixShare) {
    private static final Bounds INPUT =
            new Bounds("/workload/inputTokens", "The prompt's length", 1, 10_000_000, "tokens");
    private static final Bounds OUTPUT =
            new Bounds("/workload/outputTokens", "The answer's length", 1, 10_000_000, "tokens");
    private static final Bounds INPUT_SPREAD =
            new Bounds("/workload/inputSpread", "The spread of the prompt's length", 0, 5, "(a fraction of the mean)");
    private static final Bounds OUTPUT_SPREAD =
            new Bounds("/workload/outputSpread", "The spread of the answer's length", 0, 5, "(a fraction of the mean)");
    private static final Bounds PREFIX = new Bounds(
            "/workload/prefixShare", "The part of the prompt that repeats", 0, 0.99, "(a fraction of the prompt)");

    public PlanWorkload {
        INPUT.check(inputTokens);
        OUTPUT.check(outputTokens);
        INPUT_SPREAD.check(inputSpread);
        OUTPUT_SPREAD.check(outputSpread);
        PREFIX.check(prefixShare);
    }

    @JsonCreator
    static PlanWorkload of(
            int inputTokens,
            int outputTokens,
            @Nullable Double inputSpread,
            @Nullable Double outputSpread,
            @Nullable Double prefixShare) {
        return new PlanWorkload(
                inputTokens,
                outputTokens,
                inputSpread == null ? 0 : inputSpread,
                outputSpread == null ? 0 : outputSpread,
                prefixShare == null ? 0 : prefixShare);
    }
}
