package io.sextant.web.quotas;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.quota.QuotaReconciliation;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Dates;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows ledger, balances and clusters beside each other. */
@Controller
class ReconciliationController {
    private final QuotaReconciliation reconciliation;
    private final Catalog catalog;

    ReconciliationController(QuotaReconciliation reconciliation, Catalog catalog) {
        this.reconciliation = reconciliation;
        this.catalog = catalog;
    }

    @GetMapping("/quotas/reconciliation")
    @Requires(value = Permission.VIEW_TEAM, everywhere = true)
    String report(Actor actor, Model model) {
        List<QuotaReconciliation.Line> lines = reconciliation.report(actor);
        long differences =
                lines.stream().filter(line -> !line.verdict().isFine()).count();
        model.addAttribute("lines", lines.stream().map(this::row).toList());
        model.addAttribute("tone", differences == 0 ? "ok" : "danger");
        model.addAttribute(
                "verdict",
                differences == 0
                        ? "Ledger, balances and clusters agree."
                        : "%d %s to be looked into. Nothing is changed by itself."
                                .formatted(differences, differences == 1 ? "difference has" : "differences have"));
        return "quotas/reconciliation";
    }

    private Row row(QuotaReconciliation.Line line) {
        return new Row(
                line.node().name(),
                "/quotas/" + line.node().slug() + "/" + QuotaController.key(line.pool()),
                catalog.gpuName(line.pool().gpuProduct()) + " in " + line.pool().cluster(),
                Integer.toString(line.heldGpus()),
                Integer.toString(line.bookedGpus()),
                Integer.toString(line.seenGpus()),
                line.seenUntil() == null ? "–" : Dates.moment(line.seenUntil()),
                line.verdict().isFine() ? "ok" : "danger",
                line.verdict().label());
    }

    record Row(
            String node,
            String path,
            String pool,
            String held,
            String booked,
            String seen,
            String until,
            String tone,
            String verdict) {}
}
