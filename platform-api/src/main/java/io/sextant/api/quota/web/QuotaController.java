package io.sextant.api.quota.web;

import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Teams;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class QuotaController {
    private final Quotas quotas;
    private final Teams teams;

    QuotaController(Quotas quotas, Teams teams) {
        this.quotas = quotas;
        this.teams = teams;
    }

    @GetMapping("/api/v1/teams/{team}/quota")
    @Requires(Permission.VIEW_TEAM)
    QuotaBody quota(@PathVariable String team, Actor actor) {
        return new QuotaBody(quotas.balances(teams.named(team, actor).id()).stream()
                .map(BalanceBody::of)
                .toList());
    }

    record QuotaBody(List<BalanceBody> items) {}

    record BalanceBody(
            String cluster,
            String gpuProduct,
            int guaranteedGpus,
            int limitGpus,
            int usedGpus,
            int productionGpus,
            int borrowedGpus,
            int freeGpus,
            int freeForProductionGpus) {
        static BalanceBody of(PoolBalance balance) {
            return new BalanceBody(
                    balance.pool().cluster(),
                    balance.pool().gpuProduct(),
                    balance.guaranteedGpus(),
                    balance.limitGpus(),
                    balance.usedGpus(),
                    balance.productionGpus(),
                    balance.borrowedGpus(),
                    balance.freeGpus(),
                    balance.freeForProductionGpus());
        }
    }
}
