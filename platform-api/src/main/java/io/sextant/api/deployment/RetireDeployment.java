package io.sextant.api.deployment;

import io.sextant.api.deployment.status.Phase;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Wants a deployment gone; its GPUs are given back once its pods were seen gone. */
@Service
@Transactional
public class RetireDeployment {
    private final DeploymentStore store;
    private final DeploymentAccess access;
    private final DesiredRevisions revisions;
    private final DeploymentHistory history;
    private final ChangeSignal signal;
    private final Clock clock;

    RetireDeployment(
            DeploymentStore store,
            DeploymentAccess access,
            DesiredRevisions revisions,
            DeploymentHistory history,
            ChangeSignal signal,
            Clock clock) {
        this.store = store;
        this.access = access;
        this.revisions = revisions;
        this.history = history;
        this.signal = signal;
        this.clock = clock;
    }

    /** Asks for the retirement; asking again changes nothing. */
    public void retire(DeploymentId id, Actor actor) {
        Deployment deployment = store.lock(id.value()).orElseThrow(() -> DeploymentAccess.missing(id));
        access.require(Permission.DEPLOY, deployment.team(), id, actor);
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
        revisions.changed(deployment);
        signal.changed(ChangeSignal.of(id));
    }
}
