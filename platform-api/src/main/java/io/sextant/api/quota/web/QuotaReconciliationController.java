package io.sextant.api.quota.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.paging.Page;
import io.sextant.api.quota.QuotaReconciliation;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells where ledger, balances and clusters differ. */
@RestController
class QuotaReconciliationController {
    private final QuotaReconciliation reconciliation;

    QuotaReconciliationController(QuotaReconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @GetMapping("/api/v1/quotas/reconciliation")
    @Requires(value = Permission.VIEW_TEAM, everywhere = true)
    Page<LineBody> report(Actor actor) {
        return Page.whole(
                reconciliation.report(actor).stream().map(LineBody::of).toList());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineBody(
            String node,
            String cluster,
            String gpuProduct,
            int heldGpus,
            int bookedGpus,
            int seenGpus,
            @Nullable Instant seenUntil,
            QuotaReconciliation.Verdict verdict) {
        static LineBody of(QuotaReconciliation.Line line) {
            return new LineBody(
                    line.node().slug(),
                    line.pool().cluster(),
                    line.pool().gpuProduct(),
                    line.heldGpus(),
                    line.bookedGpus(),
                    line.seenGpus(),
                    line.seenUntil(),
                    line.verdict());
        }
    }
}
