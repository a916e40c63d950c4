package io.sextant.api.budget;

import java.math.BigDecimal;
import java.util.function.BooleanSupplier;

/** How far the platform goes to keep a hard budget; each step takes in those before it. */
public enum LadderStep {
    NONE("Within the budget", "Nothing is held back."),
    BLOCK_NEW(
            "New requests are refused",
            "What is held would use the budget up by the end of the period, so nothing new is granted."),
    DROP_BURST(
            "Borrowed GPUs are given back",
            "Batches, then development, are stopped where their team holds more than it is guaranteed."),
    STOP_DEVELOPMENT("Development and batches are stopped", "Whatever is not of class production is stopped."),
    PRODUCTION_BY_DECISION("Only production may run", "Production goes on; it ends by a named decision only."),
    PRODUCTION_STOPPED("Production was stopped by decision", "Nothing runs until the budget is raised.");

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private final String label;
    private final String meaning;

    LadderStep(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** What it does, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** What comes after it; itself at the top. */
    LadderStep next() {
        return switch (this) {
            case NONE -> BLOCK_NEW;
            case BLOCK_NEW -> DROP_BURST;
            case DROP_BURST -> STOP_DEVELOPMENT;
            case STOP_DEVELOPMENT -> PRODUCTION_BY_DECISION;
            case PRODUCTION_BY_DECISION, PRODUCTION_STOPPED -> PRODUCTION_STOPPED;
        };
    }

    /** Whether it takes that step in. */
    public boolean includes(LadderStep other) {
        return compareTo(other) >= 0;
    }

    /**
     * Where a budget stands by its numbers.
     *
     * @param before where it stood; a decision holds while the budget stays used up
     * @param onlyProduction whether nothing but production runs any more; asked only where that matters
     */
    static LadderStep of(
            BudgetStanding standing, LadderSettings settings, LadderStep before, BooleanSupplier onlyProduction) {
        if (standing.budget().mode() != BudgetMode.HARD) {
            return NONE;
        }
        BigDecimal limit = standing.budget().limit();
        if (hasReached(standing.accrued(), limit, settings.stopDevelopmentAt())) {
            if (before == PRODUCTION_STOPPED) {
                return PRODUCTION_STOPPED;
            }
            return onlyProduction.getAsBoolean() ? PRODUCTION_BY_DECISION : STOP_DEVELOPMENT;
        }
        BigDecimal expected = standing.accrued().add(standing.committed());
        if (hasReached(standing.accrued(), limit, settings.dropBurstAt()) && expected.compareTo(limit) > 0) {
            return DROP_BURST;
        }
        return expected.compareTo(limit) >= 0 ? BLOCK_NEW : NONE;
    }

    private static boolean hasReached(BigDecimal spent, BigDecimal limit, int percent) {
        return spent.signum() > 0
                && spent.multiply(PERCENT).compareTo(limit.multiply(BigDecimal.valueOf(percent))) >= 0;
    }
}
