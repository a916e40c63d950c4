package io.sextant.api.budget;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.pricing.PriceTimeline;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.ReservedSpans;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.usage.AccountingMonths;
import io.sextant.api.usage.BillingCalendar;
import io.sextant.api.usage.ChargeSums;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Works out how budgets stand. */
@Component
class BudgetStandings {
    private static final int DAYS_TO_GO_BY = 14;
    private static final BigDecimal HOUR_MILLIS = BigDecimal.valueOf(3_600_000);

    private final BudgetStore store;
    private final ChargeSums charges;
    private final ReservedSpans reservations;
    private final AccountingMonths months;
    private final PriceBook prices;
    private final Catalog catalog;

    BudgetStandings(
            BudgetStore store,
            ChargeSums charges,
            ReservedSpans reservations,
            AccountingMonths months,
            PriceBook prices,
            Catalog catalog) {
        this.store = store;
        this.charges = charges;
        this.reservations = reservations;
        this.months = months;
        this.prices = prices;
        this.catalog = catalog;
    }

    /** The thresholds reached by each budget in its period that now lies in. */
    Map<UUID, List<BudgetStanding.Alert>> alertsOfNow(Instant now) {
        YearMonth month = months.calendar().monthOf(now);
        Map<BudgetPeriod, LocalDate> starts = new EnumMap<>(BudgetPeriod.class);
        for (BudgetPeriod period : BudgetPeriod.values()) {
            starts.put(period, period.first(month).atDay(1));
        }
        return store.alertsOfPeriods(starts);
    }

    BudgetStanding of(Budget budget, Instant now) {
        BillingCalendar calendar = months.calendar();
        YearMonth month = calendar.monthOf(now);
        YearMonth first = budget.period().first(month);
        Instant from = calendar.start(first);
        Instant until = calendar.start(budget.period().next(month));
        List<TeamId> teams = store.teamsWithin(budget.nodeId());
        // What is not sealed yet is committed: the GPUs are held, whatever their hours will come to.
        Instant sealed = months.sealedUntil().filter(from::isBefore).orElse(from);
        Instant accruedUntil = sealed.isBefore(now) ? sealed : now.truncatedTo(ChronoUnit.HOURS);
        BigDecimal accrued = charges.cost(teams, from, until);
        BigDecimal committed = committed(teams, accruedUntil, until, now);
        return new BudgetStanding(
                budget,
                first.atDay(1),
                from,
                until,
                accrued,
                accruedUntil,
                committed,
                forecast(teams, accrued, committed, accruedUntil, until),
                store.alerts(budget.id(), first.atDay(1)));
    }

    /** What GPUs of a pool cost from one moment to another, at the price in force at a third; nothing where there is none. */
    BigDecimal cost(PriceTimeline timeline, QuotaPool pool, int gpus, Instant from, Instant until, Instant at) {
        BigDecimal rate = timeline.find(pool.cluster(), catalog.gpuName(pool.gpuProduct()), at)
                .map(Price::usdPerGpuHour)
                .orElse(BigDecimal.ZERO);
        BigDecimal gpuMillis =
                BigDecimal.valueOf(Math.max(0, Duration.between(from, until).toMillis()) * gpus);
        return gpuMillis.multiply(rate).divide(HOUR_MILLIS, MathContext.DECIMAL64);
    }

    private BigDecimal committed(List<TeamId> teams, Instant from, Instant until, Instant now) {
        PriceTimeline timeline = prices.timeline();
        return reservations.open(teams).stream()
                .map(open -> cost(timeline, open.pool(), open.gpus(), from, until, now))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private SpendForecast forecast(
            List<TeamId> teams, BigDecimal accrued, BigDecimal committed, Instant accruedUntil, Instant until) {
        Instant lastDay = accruedUntil.truncatedTo(ChronoUnit.DAYS);
        Instant firstDay = lastDay.minus(DAYS_TO_GO_BY, ChronoUnit.DAYS);
        var days = charges.costByDay(teams, firstDay, lastDay);
        long known = days.isEmpty()
                ? 0
                : ChronoUnit.DAYS.between(
                        days.firstKey(),
                        lastDay.atZone(months.calendar().zone()).toLocalDate());
        double remaining = Duration.between(accruedUntil, until).toMillis()
                / (double) ChronoUnit.DAYS.getDuration().toMillis();
        return SpendForecast.of(accrued, committed, SpendForecast.whole(days.values(), known), Math.max(0, remaining));
    }
}
