package io.sextant.api.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a period will have cost at its end.
 *
 * <p>The mean of the last days goes on for the days that are left; the range holds in four cases of five if days vary as they
 * did and one does not depend on the other. It never lies below what has accrued.
 *
 * @param daysKnown whole days that it goes by
 */
public record SpendForecast(BigDecimal low, BigDecimal value, BigDecimal high, int daysKnown) {
    /** Half the width of an 80 % interval of a normal distribution, in standard deviations. */
    private static final double EIGHTY_PERCENT = 1.2816;

    private static final int LEAST_DAYS = 2;
    private static final int CENTS = 2;

    /**
     * The forecast.
     *
     * @param accrued so far
     * @param committed what is reserved for the rest of the period; taken as it is while there are no days to go by
     * @param days what each of the last whole days cost
     * @param remainingDays of the period
     */
    public static SpendForecast of(
            BigDecimal accrued, BigDecimal committed, Collection<BigDecimal> days, double remainingDays) {
        if (days.size() < LEAST_DAYS) {
            BigDecimal all = cents(accrued.add(committed));
            return new SpendForecast(cents(accrued), all, all, days.size());
        }
        double mean =
                days.stream().mapToDouble(BigDecimal::doubleValue).average().orElse(0);
        double variance = days.stream()
                        .mapToDouble(day -> Math.pow(day.doubleValue() - mean, 2))
                        .sum()
                / (days.size() - 1);
        double rest = mean * remainingDays;
        double spread = EIGHTY_PERCENT * Math.sqrt(variance * remainingDays);
        return new SpendForecast(
                cents(accrued.add(BigDecimal.valueOf(Math.max(0, rest - spread)))),
                cents(accrued.add(BigDecimal.valueOf(rest))),
                cents(accrued.add(BigDecimal.valueOf(rest + spread))),
                days.size());
    }

    /** Whether there are days enough to go by; else the range is from what has accrued to what is reserved. */
    public boolean hasRange() {
        return daysKnown >= LEAST_DAYS;
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(CENTS, RoundingMode.HALF_EVEN);
    }

    /** Fills days without any cost up with zeros. */
    static List<BigDecimal> whole(Collection<BigDecimal> costs, long days) {
        List<BigDecimal> all = new ArrayList<>(costs);
        while (all.size() < days) {
            all.add(BigDecimal.ZERO);
        }
        return all;
    }
}
