package io.sextant.web.statements;

import io.sextant.api.billing.ReconcileMoney;
import io.sextant.api.billing.Reconciliation;
import io.sextant.api.billing.ReconciliationCsv;
import io.sextant.api.billing.Statements;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Attachment;
import java.time.YearMonth;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows usage, inventory and statements beside each other. */
@Controller("moneyReconciliationController")
class ReconciliationController {
    private final ReconcileMoney reconciling;
    private final Statements statements;
    private final ReconciliationPage page;

    ReconciliationController(ReconcileMoney reconciling, Statements statements, ReconciliationPage page) {
        this.reconciling = reconciling;
        this.statements = statements;
        this.page = page;
    }

    @GetMapping("/statements/reconciliation")
    @Requires(Permission.VIEW_TEAM)
    String report(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String cluster,
            Actor actor,
            Model model) {
        model.addAttribute("report", page.view(asked(from, until, cluster, actor), cluster, actor));
        return "statements/reconciliation";
    }

    @GetMapping("/statements/reconciliation.csv")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<byte[]> csv(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String cluster,
            Actor actor) {
        Reconciliation report = asked(from, until, cluster, actor);
        return Attachment.csv(
                "reconciliation-" + report.first() + "-" + report.last() + ".csv", ReconciliationCsv.of(report));
    }

    private Reconciliation asked(String from, String until, String cluster, Actor actor) {
        YearMonth first = StatementController.month(from, statements);
        YearMonth last = until.isEmpty() ? first : StatementController.month(until, statements);
        return reconciling.report(
                first.isAfter(last) ? last : first,
                first.isAfter(last) ? first : last,
                cluster.isEmpty() ? null : cluster,
                actor);
    }
}
