package io.sextant.api.billing;

import io.sextant.api.cluster.GpuHistory;
import io.sextant.api.pricing.Price;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.ReservedSpan;
import io.sextant.api.quota.ReservedSpans;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.usage.AccountingMonths;
import io.sextant.api.usage.UsageFacts;
import io.sextant.api.usage.UsageFacts.Charged;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Holds usage, cluster inventory and statements against each other; what differs is explained and never changed here. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class ReconcileMoney {
    private static final int MOST_MONTHS = 12;

    private final GpuHistory inventory;
    private final ReservedSpans reservations;
    private final UsageFacts facts;
    private final AccountingMonths months;
    private final Statements statements;
    private final StatementStore frozen;
    private final OrgTrees trees;
    private final Clock clock;

    ReconcileMoney(
            GpuHistory inventory,
            ReservedSpans reservations,
            UsageFacts facts,
            AccountingMonths months,
            Statements statements,
            StatementStore frozen,
            OrgTrees trees,
            Clock clock) {
        this.inventory = inventory;
        this.reservations = reservations;
        this.facts = facts;
        this.months = months;
        this.statements = statements;
        this.frozen = frozen;
        this.trees = trees;
        this.clock = clock;
    }

    /**
     * The report of some months.
     *
     * @param last included
     * @param cluster null for all
     */
    public Reconciliation report(YearMonth first, YearMonth last, @Nullable String cluster, Actor actor) {
        actor.requireEverywhere(Permission.VIEW_TEAM);
        requireSensible(first, last);
        Instant from = months.calendar().start(first);
        Instant end = months.calendar().end(last);
        Instant now = clock.instant();
        Instant until = end.isBefore(now) ? end : now;
        Instant sealed = months.sealedUntil().orElse(from);
        Material material = new Material(
                inventory.between(from, until),
                facts.held(from, until),
                reservations.between(from, until),
                facts.charged(first, last, from, end),
                facts.open(from, end),
                stated(first, last));
        Map<TeamId, String> slugs = trees.now().nodes().stream()
                .collect(Collectors.toMap(node -> new TeamId(node.id()), OrgTree.Node::slug));
        List<Reconciliation.Pool> pools = material.pools().stream()
                .filter(pool -> cluster == null || pool.cluster().equals(cluster))
                .map(pool -> new PoolReconciling(
                                pool,
                                PoolSweep.of(from, until, sealed, material.factsOf(pool)),
                                of(material.charges(), Charged::pool, pool),
                                of(material.open(), Charged::pool, pool),
                                of(material.lines(), ReconcileMoney::pool, pool))
                        .explained(late(pool, end), slugs::get))
                .toList();
        return new Reconciliation(
                first,
                last,
                from,
                until,
                months.sealedUntil().orElse(null),
                months.closing(last).isEmpty(),
                Price.CURRENCY,
                pools);
    }

    /** The clusters that there is anything to hold against each other for, ever. */
    public List<String> clusters(Actor actor) {
        actor.requireEverywhere(Permission.VIEW_TEAM);
        return inventory.clusters();
    }

    private static void requireSensible(YearMonth first, YearMonth last) {
        if (last.isBefore(first) || !last.isBefore(first.plusMonths(MOST_MONTHS))) {
            throw new PlatformProblem.Invalid(
                    "until", "out-of-range", "Name the first and the last of at most 12 months, such as 2026-11.");
        }
    }

    /** What the statements of the teams say; those of nodes above them only add up. */
    private List<StatementLine> stated(YearMonth first, YearMonth last) {
        List<StatementLine> lines = new ArrayList<>();
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            Stream<StatementLine> all = months.closing(month).isPresent()
                    ? frozen.of(month).stream().flatMap(statement -> statement.statement().lines().stream())
                    : statements.drawn(month).stream().flatMap(statement -> statement.lines().stream());
            all.filter(line -> line.kind() != StatementLine.Kind.NODE).forEach(lines::add);
        }
        return lines;
    }

    private Set<TeamId> late(QuotaPool pool, Instant until) {
        return facts.late().stream()
                .filter(late ->
                        late.cluster().equals(pool.cluster()) && late.since().isBefore(until))
                .map(UsageFacts.Late::team)
                .collect(Collectors.toSet());
    }

    private static QuotaPool pool(StatementLine line) {
        return new QuotaPool(line.cluster(), line.gpuProduct());
    }

    private static <T> List<T> of(List<T> all, Function<T, QuotaPool> poolOf, QuotaPool pool) {
        return all.stream().filter(one -> poolOf.apply(one).equals(pool)).toList();
    }

    /** Everything that is held against each other, of all pools. */
    private record Material(
            List<GpuHistory.Span> inventory,
            List<UsageFacts.Held> held,
            List<ReservedSpan> reserved,
            List<Charged> charges,
            List<Charged> open,
            List<StatementLine> lines) {
        /** By cluster and product. */
        Set<QuotaPool> pools() {
            Set<QuotaPool> pools = new TreeSet<>();
            inventory.forEach(span -> pools.add(pool(span)));
            held.forEach(one -> pools.add(one.pool()));
            reserved.forEach(one -> pools.add(one.pool()));
            charges.forEach(one -> pools.add(one.pool()));
            lines.forEach(line -> pools.add(ReconcileMoney.pool(line)));
            return pools;
        }

        PoolSweep.Facts factsOf(QuotaPool pool) {
            return new PoolSweep.Facts(
                    of(inventory, Material::pool, pool),
                    of(held, UsageFacts.Held::pool, pool),
                    of(reserved, ReservedSpan::pool, pool));
        }

        private static QuotaPool pool(GpuHistory.Span span) {
            return new QuotaPool(span.cluster(), span.gpuProduct());
        }
    }
}
