package io.sextant.api.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a budget stands on its ladder in the period that now lies in.
 *
 * @param actsAt from when on something is stopped for it; null where its step stops nothing by itself
 * @param next the step after this one; null at the top, or where the budget is not hard
 * @param nextFrom what has to accrue for the next; null where no amount leads to it
 * @param rungs where it came to stand in this period, latest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ladder(
        LadderStep step,
        @Nullable Instant actsAt,
        @Nullable LadderStep next,
        @Nullable BigDecimal nextFrom,
        List<Rung> rungs) {
    public Ladder {
        rungs = List.copyOf(rungs);
    }

    static Ladder of(BudgetStanding standing, List<Rung> rungs, LadderSettings settings) {
        LadderStep step = rungs.isEmpty() ? LadderStep.NONE : rungs.getFirst().step();
        boolean onTop = standing.budget().mode() != BudgetMode.HARD || step == LadderStep.PRODUCTION_STOPPED;
        LadderStep next = onTop ? null : step.next();
        return new Ladder(
                step,
                actsAt(step, rungs, settings),
                next,
                next == null ? null : from(next, standing.budget().limit(), settings),
                rungs);
    }

    /** Since when it has stood on that step or above it without a break; empty where it does not. */
    Optional<Instant> since(LadderStep lowest) {
        return since(lowest, rungs);
    }

    private static Optional<Instant> since(LadderStep lowest, List<Rung> rungs) {
        return rungs.stream()
                .takeWhile(rung -> rung.step().includes(lowest))
                .reduce((later, earlier) -> earlier)
                .map(Rung::at);
    }

    private static @Nullable Instant actsAt(LadderStep step, List<Rung> rungs, LadderSettings settings) {
        return switch (step) {
            case DROP_BURST, STOP_DEVELOPMENT ->
                since(step, rungs).map(at -> at.plus(settings.grace())).orElse(null);
            case NONE, BLOCK_NEW, PRODUCTION_BY_DECISION, PRODUCTION_STOPPED -> null;
        };
    }

    private static @Nullable BigDecimal from(LadderStep next, BigDecimal limit, LadderSettings settings) {
        return switch (next) {
            case DROP_BURST -> share(limit, settings.dropBurstAt());
            case STOP_DEVELOPMENT -> share(limit, settings.stopDevelopmentAt());
            case NONE, BLOCK_NEW, PRODUCTION_BY_DECISION, PRODUCTION_STOPPED -> null;
        };
    }

    private static BigDecimal share(BigDecimal limit, int percent) {
        return limit.multiply(BigDecimal.valueOf(percent)).movePointLeft(2);
    }

    /**
     * That it came to stand there, up or down.
     *
     * @param decidedBy null for what the platform did by itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rung(
            LadderStep step,
            Instant at,
            BigDecimal spent,
            BigDecimal limit,
            String reason,
            @Nullable String decidedBy) {}
}
