package io.sextant.api.billing;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A reconciliation as a table: of each pool its numbers, then what differs. */
public final class ReconciliationCsv {
    private static final List<String> HEAD = List.of(
            "first_month",
            "last_month",
            "cluster",
            "gpu_product",
            "row",
            "sides",
            "team",
            "gpu_hours",
            "currency",
            "cost");

    private ReconciliationCsv() {}

    /** One row for each number and each difference. */
    public static String of(Reconciliation report) {
        CsvTable table = new CsvTable(HEAD);
        for (Reconciliation.Pool pool : report.pools()) {
            number(table, report, pool, "inventory", pool.inventory(), null);
            number(table, report, pool, "told", pool.told(), null);
            number(table, report, pool, "charged", pool.charged(), null);
            number(table, report, pool, "reserved-idle", pool.reservedIdle(), null);
            number(
                    table,
                    report,
                    pool,
                    "charged-and-reserved-idle",
                    pool.charged().add(pool.reservedIdle()),
                    pool.cost());
            number(table, report, pool, "nobodys", pool.nobodys(), null);
            number(table, report, pool, "on-statements", pool.onStatements(), pool.amount());
            pool.differences()
                    .forEach(difference -> row(
                            table,
                            report,
                            pool,
                            written(difference.reason()),
                            written(difference.reason().sides()),
                            difference.team(),
                            difference.gpuHours(),
                            difference.cost()));
        }
        return table.toString();
    }

    private static void number(
            CsvTable table,
            Reconciliation report,
            Reconciliation.Pool pool,
            String name,
            BigDecimal hours,
            @Nullable BigDecimal cost) {
        row(table, report, pool, name, null, null, hours, cost);
    }

    private static void row(
            CsvTable table,
            Reconciliation report,
            Reconciliation.Pool pool,
            String name,
            @Nullable String sides,
            @Nullable String team,
            BigDecimal hours,
            @Nullable BigDecimal cost) {
        table.row(Arrays.asList(
                report.first(),
                report.last(),
                CsvTable.safe(pool.cluster()),
                CsvTable.safe(pool.gpuProduct()),
                name,
                sides,
                team,
                hours.toPlainString(),
                cost == null ? null : report.currency(),
                cost == null ? null : cost.toPlainString()));
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
