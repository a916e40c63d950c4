package io.sextant.api.billing.web;

import io.sextant.api.billing.ReconcileMoney;
import io.sextant.api.billing.Reconciliation;
import io.sextant.api.billing.ReconciliationCsv;
import io.sextant.api.billing.Statements;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Usage, inventory and statements held against each other, by REST. */
@RestController
@RequestMapping("/api/v1/reconciliation")
class ReconciliationController {
    private final ReconcileMoney reconciling;
    private final Statements statements;

    ReconciliationController(ReconcileMoney reconciling, Statements statements) {
        this.reconciling = reconciling;
        this.statements = statements;
    }

    /**
     * The report of some months.
     *
     * @param from first month, such as 2026-11; the current one unless given
     * @param until last month, included; the first one unless given
     */
    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    Reconciliation report(
            @RequestParam(required = false) @Nullable YearMonth from,
            @RequestParam(required = false) @Nullable YearMonth until,
            @RequestParam(required = false) @Nullable String cluster,
            Actor actor) {
        YearMonth first = from == null ? statements.currentMonth() : from;
        return reconciling.report(first, until == null ? first : until, cluster, actor);
    }

    @GetMapping(path = "/lines.csv", produces = "text/csv;charset=UTF-8")
    @Requires(Permission.VIEW_TEAM)
    String csv(
            @RequestParam(required = false) @Nullable YearMonth from,
            @RequestParam(required = false) @Nullable YearMonth until,
            @RequestParam(required = false) @Nullable String cluster,
            Actor actor) {
        return ReconciliationCsv.of(report(from, until, cluster, actor));
    }
}
