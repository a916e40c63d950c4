package io.sextant.web.budgets;

import io.sextant.api.budget.Budget;
import io.sextant.api.budget.BudgetDraft;
import io.sextant.api.budget.BudgetMode;
import io.sextant.api.budget.BudgetPeriod;
import io.sextant.api.budget.BudgetStanding;
import io.sextant.api.budget.SpendForecast;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

record BudgetView(
        String path,
        String node,
        String period,
        String mode,
        String modeMeaning,
        String accrued,
        String limit,
        int percent,
        String tone,
        String committed,
        String free,
        String forecast,
        String forecastTone,
        @Nullable String lastAlert,
        List<Raise> raises,
        List<Alert> alerts,
        int revision,
        String changed) {
    private static final int PERCENT = 100;
    private static final int NEARLY = 80;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

    record Raise(String amount, String until, String reason, String by) {}

    record Alert(String threshold, String at, String spent, String limit) {}

    static BudgetView of(BudgetStanding standing) {
        Budget budget = standing.budget();
        int percent = percent(standing.accrued(), budget.limit());
        boolean over = standing.forecast().value().compareTo(budget.limit()) >= 0;
        return new BudgetView(
                "/budgets/" + budget.id(),
                budget.nodeName(),
                period(standing),
                word(budget.mode()),
                meaning(budget.mode()),
                Shown.number(standing.accrued(), 2),
                Shown.number(budget.limit(), 2),
                Math.min(PERCENT, percent),
                percent >= PERCENT ? "danger" : percent >= NEARLY ? "attention" : "",
                Shown.number(standing.committed(), 2),
                Shown.number(standing.free(), 2),
                forecast(standing.forecast()),
                over ? "attention" : "ok",
                standing.alerts().isEmpty()
                        ? null
                        : word(standing.alerts().getLast().threshold()) + " on "
                                + Dates.moment(standing.alerts().getLast().reachedAt()),
                budget.raises().stream()
                        .map(raise -> new Raise(
                                Shown.number(raise.amount(), 2),
                                Dates.moment(raise.expiresAt()),
                                raise.reason(),
                                raise.grantedBy()))
                        .toList(),
                standing.alerts().stream()
                        .map(alert -> new Alert(
                                word(alert.threshold()),
                                Dates.moment(alert.reachedAt()),
                                Shown.number(alert.spent(), 2),
                                Shown.number(alert.limit(), 2)))
                        .toList(),
                budget.revision(),
                "Set by " + budget.changedBy() + " on " + Dates.moment(budget.changedAt()));
    }

    private static String forecast(SpendForecast forecast) {
        String value = Shown.number(forecast.value(), 2);
        return forecast.hasRange()
                ? "%s (80 %%: %s to %s)"
                        .formatted(value, Shown.number(forecast.low(), 2), Shown.number(forecast.high(), 2))
                : value + " (what is committed goes on; a range needs two whole days of costs)";
    }

    static String word(BudgetMode mode) {
        return switch (mode) {
            case ADVISE -> "Advise";
            case APPROVE_ABOVE -> "Approve above";
            case HARD -> "Hard";
        };
    }

    static String word(BudgetPeriod period) {
        return switch (period) {
            case MONTH -> "Month";
            case QUARTER -> "Quarter";
            case YEAR -> "Year";
        };
    }

    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static BudgetForm form(Budget budget) {
        return new BudgetForm(
                budget.node(),
                written(budget.period()),
                written(budget.mode()),
                budget.amount().toPlainString(),
                Integer.toString(budget.revision()));
    }

    private static String meaning(BudgetMode mode) {
        return switch (mode) {
            case ADVISE -> "Requests beyond it go through; thresholds are shown here.";
            case APPROVE_ABOVE -> "Requests beyond it wait until an approver says yes.";
            case HARD -> "Requests beyond it are refused, and deployments are stopped step by step as it is used up.";
        };
    }

    private static String word(BudgetStanding.Threshold threshold) {
        return threshold.percent() + " % " + (threshold.ofForecast() ? "forecast" : "reached");
    }

    private static String period(BudgetStanding standing) {
        BudgetPeriod period = standing.budget().period();
        return switch (period) {
            case MONTH -> MONTH.format(standing.periodStart());
            case QUARTER -> "Quarter from " + MONTH.format(standing.periodStart());
            case YEAR -> "Year " + standing.periodStart().getYear();
        };
    }

    private static int percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? part.signum() == 0 ? 0 : PERCENT
                : part.multiply(BigDecimal.valueOf(PERCENT))
                        .divide(whole, 0, RoundingMode.DOWN)
                        .min(BigDecimal.valueOf(PERCENT))
                        .intValue();
    }

    static BudgetDraft draft(BudgetForm typed, @Nullable BigDecimal amount) {
        return new BudgetDraft(typed.node(), typed.period(), typed.mode(), amount);
    }
}
