package io.sextant.api.deployment;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Wants a deployment gone; its GPUs are given back once its pods were seen gone. */
@Service
@Transactional
public class RetireDeployment {
    private final DeploymentStore store;
    private final DeploymentAccess access;
    private final Admission admission;
    private final DesiredRevisions revisions;
    private final DeploymentHistory history;
    private final ChangeSignal signal;
    private final AuditTrail audit;
    private final Clock clock;

    RetireDeployment(
            DeploymentStore store,
            DeploymentAccess access,
            Admission admission,
            DesiredRevisions revisions,
            DeploymentHistory history,
            ChangeSignal signal,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.access = access;
        this.admission = admission;
        this.revisions = revisions;
        this.history = history;
        this.signal = signal;
        this.audit = audit;
        this.clock = clock;
    }

    /** Asks for the retirement; asking again changes nothing. */
    public void retire(DeploymentId id, Actor actor) {
        Deployment deployment = store.lock(id.value()).orElseThrow(() -> access.absent(id));
        Team team = access.require(Permission.DEPLOY, deployment.team(), id, actor);
        if (deployment.isAwaitingApproval() && !deployment.isToBeGone()) {
            throw ChangeDeployment.waits(deployment);
        }
        admission.voidWaiting(deployment, team, actor);
        if (!deployment.requestRetirement(clock.instant())) {
            return;
        }
        store.saveAndFlush(deployment);
        history.add(
                deployment,
                DeploymentEvent.Kind.RETIREMENT_REQUESTED,
                actor.displayName(),
                Phase.RETIRING,
                "Retirement requested; the GPUs come back when the pods are gone.");
        audit.record(
                actor.who(),
                AuditEvent.of("deployment.retire", "deployment", id)
                        .inTeam(team.slug())
                        .from(Map.of("name", deployment.name(), "generation", deployment.generation())));
        revisions.changed(deployment);
        signal.changed(ChangeSignal.of(id));
    }
}
