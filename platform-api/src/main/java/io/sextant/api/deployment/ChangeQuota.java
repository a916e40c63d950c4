package io.sextant.api.deployment;

import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Team;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The GPUs that a new generation takes beyond those its NIMService holds; fewer are given back when the cluster has let go. */
@Component
class ChangeQuota {
    private final ReleaseStore releases;
    private final QuotaLedger ledger;
    private final Quotas quotas;

    ChangeQuota(ReleaseStore releases, QuotaLedger ledger, Quotas quotas) {
        this.releases = releases;
        this.ledger = ledger;
        this.quotas = quotas;
    }

    /** What it would take now. */
    ChangePreview.Quota preview(Deployment deployment, DrawnGeneration drawn, Team team) {
        Content wanted = drawn.stored().content();
        PoolBalance balance = quotas.balance(team.id(), wanted.pool());
        int asked = need(deployment, drawn).missingGpus();
        return new ChangePreview.Quota(
                wanted.pool().cluster(),
                wanted.pool().gpuProduct(),
                Math.min(balance.limitGpus(), balance.usedGpus() + balance.freeFor(deployment.quotaClass())),
                balance.usedGpus(),
                deployment.heldGpus(),
                asked,
                deployment.heldGpus() + asked - wanted.neededGpus(),
                asked <= balance.freeFor(deployment.quotaClass()));
    }

    /** GPUs that it would take beyond those that are held. */
    int missing(Deployment deployment, DrawnGeneration drawn) {
        return need(deployment, drawn).missingGpus();
    }

    /** Reserves what is missing, or refuses where the quota has no room; budgets were asked before. */
    void take(Deployment deployment, DrawnGeneration drawn, Team team) {
        DeploymentId id = new DeploymentId(deployment.id());
        Content wanted = drawn.stored().content();
        Need need = need(deployment, drawn);
        if (need.missingGpus() > 0) {
            UUID holder = need.release().holder();
            long generation = drawn.stored().number();
            ledger.hold(team, wanted.pool(), holder, generation, need.missingGpus(), deployment.quotaClass());
            ledger.reserve(holder, generation);
            deployment.holds(deployment.heldGpus() + need.missingGpus());
        }
        if (drawn.beside()) {
            releases.add(id, need.release());
        } else if (need.missingGpus() > 0) {
            releases.holds(id, need.release(), wanted.neededGpus());
        }
    }

    /** Beside what runs nothing is held yet. */
    private Need need(Deployment deployment, DrawnGeneration drawn) {
        DeploymentId id = new DeploymentId(deployment.id());
        List<Release> open = drawn.beside() ? List.of() : releases.open(id);
        Release release = open.stream()
                .filter(found -> found.service().equals(drawn.stored().service()))
                .findFirst()
                .orElseGet(() -> Release.of(id, drawn.stored()));
        int held = drawn.beside() ? 0 : release.heldGpus();
        return new Need(release, Math.max(0, drawn.stored().content().neededGpus() - held));
    }

    private record Need(Release release, int missingGpus) {}
}
