package io.sextant.web.budgets;

import io.sextant.api.budget.BudgetStanding;
import io.sextant.api.budget.Ladder;
import io.sextant.api.budget.LadderStep;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Shown;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a budget stands on its ladder, in finished strings.
 *
 * @param acts from when on something is stopped for it; null where nothing is
 * @param next what comes after it; null where nothing does
 * @param decides whether production may be stopped by decision now
 */
record LadderView(
        String tone,
        String step,
        String meaning,
        @Nullable String acts,
        @Nullable String next,
        boolean decides,
        List<Rung> rungs) {
    record Rung(String step, String at, String spent, String limit, String by, String reason) {}

    static LadderView of(Ladder ladder, BudgetStanding standing) {
        boolean blocks = ladder.step() == LadderStep.NONE && standing.free().signum() <= 0;
        LadderStep step = blocks ? LadderStep.BLOCK_NEW : ladder.step();
        return new LadderView(
                tone(step),
                step.label(),
                // Requests meet the budget at once; the step is written down by the next look.
                blocks ? step.meaning() + " It is recorded within five minutes." : step.meaning(),
                ladder.actsAt() == null
                        ? null
                        : "Its teams were told; it is done from " + Dates.moment(ladder.actsAt()) + " on.",
                ladder.next() == null || blocks ? null : next(ladder.next(), ladder.nextFrom()),
                ladder.step().includes(LadderStep.STOP_DEVELOPMENT) && ladder.step() != LadderStep.PRODUCTION_STOPPED,
                ladder.rungs().stream()
                        .map(rung -> new Rung(
                                rung.step().label(),
                                Dates.moment(rung.at()),
                                Shown.number(rung.spent(), 2),
                                Shown.number(rung.limit(), 2),
                                rung.decidedBy() == null ? "the platform" : rung.decidedBy(),
                                rung.reason()))
                        .toList());
    }

    private static String tone(LadderStep step) {
        return switch (step) {
            case NONE -> "ok";
            case BLOCK_NEW, DROP_BURST -> "attention";
            case STOP_DEVELOPMENT, PRODUCTION_BY_DECISION, PRODUCTION_STOPPED -> "danger";
        };
    }

    private static String next(LadderStep next, @Nullable BigDecimal at) {
        if (next == LadderStep.PRODUCTION_STOPPED) {
            return "Production is stopped only if an administrator decides so.";
        }
        String step = "Next: " + next.label() + ". " + next.meaning();
        return at == null ? step : step + " From " + Shown.number(at, 2) + " USD charged on.";
    }
}
