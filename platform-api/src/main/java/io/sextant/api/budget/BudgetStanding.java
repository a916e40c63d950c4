package io.sextant.api.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a budget stands in the period that now lies in.
 *
 * @param accrued cost of the hours that are sealed, exact
 * @param accruedUntil up to this moment; what follows is committed
 * @param committed what is held now, at today's prices, for the rest of the period
 * @param alerts thresholds reached in this period, by when
 */
public record BudgetStanding(
        Budget budget,
        LocalDate periodStart,
        Instant from,
        Instant until,
        BigDecimal accrued,
        Instant accruedUntil,
        BigDecimal committed,
        SpendForecast forecast,
        List<Alert> alerts) {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    public BudgetStanding {
        alerts = List.copyOf(alerts);
    }

    /** What can still be asked for. */
    public BigDecimal free() {
        return budget.limit().subtract(accrued).subtract(committed).max(BigDecimal.ZERO);
    }

    /** The thresholds that are reached, with the amount that reached each; to reach is to be equal or above. */
    Map<Threshold, BigDecimal> reached() {
        Map<Threshold, BigDecimal> reached = new EnumMap<>(Threshold.class);
        for (Threshold threshold : Threshold.values()) {
            BigDecimal spent = threshold.ofForecast() ? forecast.value() : accrued;
            BigDecimal line = budget.limit().multiply(BigDecimal.valueOf(threshold.percent()));
            if (spent.signum() > 0 && spent.multiply(PERCENT).compareTo(line) >= 0) {
                reached.put(threshold, spent);
            }
        }
        return reached;
    }

    /** What is told once in a period. */
    public enum Threshold {
        ACTUAL_50(50, false),
        ACTUAL_80(80, false),
        ACTUAL_100(100, false),
        FORECAST_100(100, true);

        private final int percent;
        private final boolean forecast;

        Threshold(int percent, boolean forecast) {
            this.percent = percent;
            this.forecast = forecast;
        }

        /** Of the limit. */
        public int percent() {
            return percent;
        }

        /** Whether it is about the forecast. */
        public boolean ofForecast() {
            return forecast;
        }
    }

    /** A threshold that was reached. */
    public record Alert(Threshold threshold, Instant reachedAt, BigDecimal spent, BigDecimal limit) {}
}
