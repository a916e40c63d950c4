package io.sextant.api.billing;

import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.usage.UsageFacts;
import io.sextant.api.usage.UsageFacts.Charged;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Explains, by line, why the numbers of one pool differ. */
final class PoolReconciling {
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final int MILLI_DECIMALS = 3;
    private static final int HOUR_DECIMALS = 6;
    /** Of one line of a statement, whose GPU hours have six decimals. */
    private static final BigDecimal HOUR_ROUNDING = new BigDecimal("0.0000005");

    private final QuotaPool pool;
    private final PoolSweep sweep;
    private final Collection<Charged> charges;
    private final Collection<Charged> open;
    private final Collection<StatementLine> lines;
    private final List<Reconciliation.Difference> differences = new ArrayList<>();

    PoolReconciling(
            QuotaPool pool,
            PoolSweep sweep,
            Collection<Charged> charges,
            Collection<Charged> open,
            Collection<StatementLine> lines) {
        this.pool = pool;
        this.sweep = sweep;
        this.charges = charges;
        this.open = open;
        this.lines = lines;
    }

    /**
     * The pool with all that differs.
     *
     * @param late teams of which something came late
     * @param slug of a team
     */
    Reconciliation.Pool explained(Set<TeamId> late, Function<TeamId, @Nullable String> slug) {
        againstInventory(late, slug);
        againstStatements();
        add(Reconciliation.Reason.NO_PRICE, null, unpriced(), BigDecimal.ZERO);
        return new Reconciliation.Pool(
                pool.cluster(),
                pool.gpuProduct(),
                hours(sweep.inventoryMillis()),
                hours(sweep.silentMillis()),
                hours(sweep.heldMillis()),
                hours(seconds(charges, charge -> isOwn(charge) && !charge.idle())),
                hours(seconds(charges, charge -> isOwn(charge) && charge.idle())),
                hours(sweep.nobodysMillis()),
                statedHours(),
                cost(charges, PoolReconciling::isOwn),
                lines.stream().map(StatementLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                differences);
    }

    private void againstInventory(Set<TeamId> late, Function<TeamId, @Nullable String> slug) {
        add(Reconciliation.Reason.NOBODYS, null, seconds(sweep.nobodysMillis()), null);
        add(Reconciliation.Reason.BEYOND_INVENTORY, null, seconds(-sweep.beyondMillis()), null);
        add(Reconciliation.Reason.CLUSTER_SILENT, null, seconds(-sweep.silentTakenMillis()), null);
        add(Reconciliation.Reason.NOT_SEALED, null, seconds(sweep.openMillis()), null);
        Map<TeamId, BigDecimal> missing = new HashMap<>();
        sweep.teams().forEach((team, taken) -> missing.put(team, seconds(taken.sealedMillis())));
        charges.stream()
                .filter(PoolReconciling::isOwn)
                .forEach(charge ->
                        missing.merge(charge.team(), charge.gpuSeconds().negate(), BigDecimal::add));
        missing.forEach((team, seconds) -> add(
                late.contains(team) ? Reconciliation.Reason.LATE_FACTS : Reconciliation.Reason.CHARGES_DIFFER,
                slug.apply(team),
                seconds,
                null));
    }

    private void againstStatements() {
        BigDecimal later = seconds(charges, charge -> charge.place() == UsageFacts.Place.BILLED_LATER);
        BigDecimal laterCost = cost(charges, charge -> charge.place() == UsageFacts.Place.BILLED_LATER);
        BigDecimal earlier = seconds(charges, charge -> charge.place() == UsageFacts.Place.OF_EARLIER);
        BigDecimal earlierCost = cost(charges, charge -> charge.place() == UsageFacts.Place.OF_EARLIER);
        BigDecimal openSeconds = seconds(open, charge -> true);
        BigDecimal openCost = cost(open, charge -> true);
        add(Reconciliation.Reason.BILLED_LATER, null, later.negate(), laterCost.negate());
        add(Reconciliation.Reason.OF_EARLIER_MONTHS, null, earlier, earlierCost);
        add(Reconciliation.Reason.OPEN_HOURS, null, openSeconds, openCost);
        BigDecimal exact = lines.stream().map(StatementLine::exactCost).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal amount = lines.stream().map(StatementLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal hoursOff = statedHours()
                .subtract(hours(seconds(charges, PoolReconciling::isOwn)))
                .subtract(hours(earlier))
                .subtract(hours(openSeconds))
                .add(hours(later));
        BigDecimal costOff = exact.subtract(cost(charges, PoolReconciling::isOwn))
                .subtract(earlierCost)
                .subtract(openCost)
                .add(laterCost);
        boolean rounded = hoursOff.abs().compareTo(HOUR_ROUNDING.multiply(BigDecimal.valueOf(lines.size() + 4L))) <= 0;
        addHours(
                Reconciliation.Reason.ROUNDING,
                rounded ? hoursOff : BigDecimal.ZERO.setScale(HOUR_DECIMALS),
                amount.subtract(exact));
        addHours(
                Reconciliation.Reason.STATEMENTS_DIFFER,
                rounded ? BigDecimal.ZERO.setScale(HOUR_DECIMALS) : hoursOff,
                costOff);
    }

    private void add(
            Reconciliation.Reason reason, @Nullable String team, BigDecimal seconds, @Nullable BigDecimal cost) {
        if (seconds.signum() != 0 || (cost != null && cost.signum() != 0)) {
            differences.add(new Reconciliation.Difference(reason, team, hours(seconds), cost));
        }
    }

    private void addHours(Reconciliation.Reason reason, BigDecimal hours, BigDecimal cost) {
        if (hours.signum() != 0 || cost.signum() != 0) {
            differences.add(new Reconciliation.Difference(reason, null, hours, cost));
        }
    }

    private BigDecimal unpriced() {
        return charges.stream()
                .filter(PoolReconciling::isOwn)
                .map(Charged::unpricedSeconds)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal statedHours() {
        return lines.stream().map(StatementLine::gpuHours).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Of hours of the months, wherever it is billed. */
    private static boolean isOwn(Charged charge) {
        return charge.place() != UsageFacts.Place.OF_EARLIER;
    }

    private static BigDecimal seconds(Collection<Charged> charges, Predicate<Charged> which) {
        return charges.stream().filter(which).map(Charged::gpuSeconds).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal cost(Collection<Charged> charges, Predicate<Charged> which) {
        return charges.stream().filter(which).map(Charged::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal seconds(long gpuMillis) {
        return BigDecimal.valueOf(gpuMillis, MILLI_DECIMALS);
    }

    private static BigDecimal hours(long gpuMillis) {
        return hours(seconds(gpuMillis));
    }

    private static BigDecimal hours(BigDecimal gpuSeconds) {
        return gpuSeconds.divide(SECONDS_PER_HOUR, HOUR_DECIMALS, RoundingMode.HALF_EVEN);
    }
}
