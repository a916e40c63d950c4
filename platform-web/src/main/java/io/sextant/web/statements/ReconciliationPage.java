package io.sextant.web.statements;

import io.sextant.api.billing.ReconcileMoney;
import io.sextant.api.billing.Reconciliation;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.tenancy.Actor;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Option;
import io.sextant.web.layout.Shown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a reconciliation as its page shows it. */
@Component
class ReconciliationPage {
    private static final String NONE = "–";

    private final ReconcileMoney reconciling;
    private final StatementPage statements;
    private final Catalog catalog;

    ReconciliationPage(ReconcileMoney reconciling, StatementPage statements, Catalog catalog) {
        this.reconciling = reconciling;
        this.statements = statements;
        this.catalog = catalog;
    }

    ReconciliationView view(Reconciliation report, String cluster, Actor actor) {
        List<Option> clusters = new ArrayList<>(List.of(new Option("", "All clusters")));
        reconciling.clusters(actor).forEach(name -> clusters.add(new Option(name, name)));
        return new ReconciliationView(
                statements.months(),
                report.first().toString(),
                report.last().toString(),
                clusters,
                cluster,
                title(report),
                report.isExplained() ? "ok" : "danger",
                report.isExplained()
                        ? "Every difference has a reason."
                        : "Differences without a reason have to be looked into. Nothing is changed by itself.",
                period(report),
                report.pools().stream().map(this::pool).toList(),
                report.pools().stream()
                        .flatMap(pool -> pool.differences().stream().map(difference -> difference(pool, difference)))
                        .toList(),
                "/statements/reconciliation.csv?from=" + report.first() + "&until=" + report.last() + "&cluster="
                        + cluster);
    }

    private static String title(Reconciliation report) {
        return report.first().equals(report.last())
                ? StatementPage.name(report.first())
                : StatementPage.name(report.first()) + " to " + StatementPage.name(report.last());
    }

    private static String period(Reconciliation report) {
        String time = "From " + Dates.moment(report.from()) + " to " + Dates.moment(report.until()) + ".";
        return report.sealedUntil() == null
                ? time + " No hour is sealed yet."
                : time + " Hours are sealed until " + Dates.moment(report.sealedUntil()) + ".";
    }

    private ReconciliationView.Pool pool(Reconciliation.Pool pool) {
        return new ReconciliationView.Pool(
                name(pool),
                Shown.number(pool.inventory(), 2),
                Shown.number(pool.told(), 2),
                Shown.number(pool.charged(), 2),
                Shown.number(pool.reservedIdle(), 2),
                Shown.number(pool.nobodys(), 2),
                Shown.number(pool.onStatements(), 2),
                Shown.number(pool.cost(), 2),
                Shown.number(pool.amount(), 2),
                silence(pool));
    }

    private static @Nullable String silence(Reconciliation.Pool pool) {
        return pool.silentHours().signum() == 0
                ? null
                : "not reported for " + Shown.number(pool.silentHours(), 2) + " h";
    }

    private ReconciliationView.Difference difference(Reconciliation.Pool pool, Reconciliation.Difference difference) {
        return new ReconciliationView.Difference(
                name(pool),
                switch (difference.reason().sides()) {
                    case INVENTORY -> "Inventory against charges";
                    case STATEMENTS -> "Statements against charges";
                    case MONEY -> "Charges without money";
                },
                difference.reason().isKnown() ? "neutral" : "danger",
                difference.reason().label(),
                difference.team(),
                Shown.number(difference.gpuHours(), 2),
                difference.cost() == null ? NONE : Shown.number(difference.cost(), 2));
    }

    private String name(Reconciliation.Pool pool) {
        return catalog.gpuTitle(pool.gpuProduct()) + " in " + pool.cluster();
    }
}
