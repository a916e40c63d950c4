package io.sextant.api.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.budget.BudgetStanding.Threshold;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BudgetStandingTest {
    private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void reachesAThresholdWhenItIsEqual() {
        assertThat(standing("49.9999999999", "99.99").reached()).isEmpty();
        assertThat(standing("50", "100").reached()).containsOnlyKeys(Threshold.ACTUAL_50, Threshold.FORECAST_100);
        assertThat(standing("80", "99").reached()).containsOnlyKeys(Threshold.ACTUAL_50, Threshold.ACTUAL_80);
        assertThat(standing("100", "150").reached()).containsOnlyKeys(Threshold.values());
    }

    @Test
    void reachesNothingWhileNothingIsSpent() {
        assertThat(standing("0", "0").reached()).isEmpty();
    }

    @Test
    void hasNoLessThanNothingFree() {
        assertThat(standing("40", "50").free()).isEqualByComparingTo("35");
        assertThat(standing("140", "150").free()).isZero();
    }

    @Test
    void fillsPeriodsWithWholeMonths() {
        assertThat(BudgetPeriod.QUARTER.first(YearMonth.of(2026, 12))).isEqualTo(YearMonth.of(2026, 10));
        assertThat(BudgetPeriod.QUARTER.next(YearMonth.of(2026, 12))).isEqualTo(YearMonth.of(2027, 1));
        assertThat(BudgetPeriod.YEAR.first(YearMonth.of(2026, 12))).isEqualTo(YearMonth.of(2026, 1));
        assertThat(BudgetPeriod.MONTH.next(YearMonth.of(2026, 12))).isEqualTo(YearMonth.of(2027, 1));
    }

    @Test
    void forecastsTheMeanOfTheLastDaysWithTheirSpread() {
        SpendForecast even = SpendForecast.of(
                new BigDecimal("100"), BigDecimal.TEN, List.of(BigDecimal.TEN, BigDecimal.TEN, BigDecimal.TEN), 10);
        assertThat(even).isEqualTo(forecast("200.00", "200.00", "200.00", 3));
        SpendForecast uneven = SpendForecast.of(
                new BigDecimal("100"), BigDecimal.TEN, List.of(new BigDecimal("8"), new BigDecimal("12")), 4);
        assertThat(uneven).isEqualTo(forecast("132.75", "140.00", "147.25", 2));
    }

    @Test
    void forecastsWhatIsHeldWhileThereAreNoDaysToGoBy() {
        assertThat(SpendForecast.of(new BigDecimal("5"), new BigDecimal("70"), List.of(), 10))
                .isEqualTo(forecast("5.00", "75.00", "75.00", 0));
    }

    @Test
    void neverForecastsLessThanHasAccrued() {
        SpendForecast wild = SpendForecast.of(
                new BigDecimal("100"),
                BigDecimal.ZERO,
                List.of(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("40")),
                2);
        assertThat(wild.low()).isEqualByComparingTo("100");
    }

    private static SpendForecast forecast(String low, String value, String high, int days) {
        return new SpendForecast(new BigDecimal(low), new BigDecimal(value), new BigDecimal(high), days);
    }

    private static BudgetStanding standing(String accrued, String forecast) {
        Budget budget = new Budget(
                new UUID(1, 1),
                new UUID(2, 2),
                "team",
                "Team",
                "TEAM",
                BudgetPeriod.MONTH,
                "USD",
                BudgetMode.HARD,
                new BigDecimal("90.00"),
                1,
                "Ada",
                START,
                List.of(new Budget.Raise(BigDecimal.TEN, START, START.plusSeconds(60), "launch", "Ada")));
        BigDecimal value = new BigDecimal(forecast);
        return new BudgetStanding(
                budget,
                LocalDate.of(2026, 12, 1),
                START,
                START.plusSeconds(3600),
                new BigDecimal(accrued),
                START,
                new BigDecimal("25"),
                new SpendForecast(value, value, value, 14),
                List.of());
    }
}
