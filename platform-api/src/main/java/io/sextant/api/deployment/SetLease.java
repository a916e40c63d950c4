package io.sextant.api.deployment;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows until when a deployment may run, and sets it: sooner, later, or without an end where that is allowed. */
@Service
@Transactional
public class SetLease {
    private final DeploymentStore store;
    private final DeploymentAccess access;
    private final LeaseStore leases;
    private final LeaseTerms terms;
    private final DeploymentHistory history;
    private final ChangeSignal signal;
    private final AuditTrail audit;
    private final Clock clock;

    SetLease(
            DeploymentStore store,
            DeploymentAccess access,
            LeaseStore leases,
            LeaseTerms terms,
            DeploymentHistory history,
            ChangeSignal signal,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.access = access;
        this.leases = leases;
        this.terms = terms;
        this.history = history;
        this.signal = signal;
        this.audit = audit;
        this.clock = clock;
    }

    /** As it is now. */
    @Transactional(readOnly = true)
    public DeploymentLease of(DeploymentId id, Actor actor) {
        Deployment deployment = store.findById(id.value()).orElseThrow(() -> access.absent(id));
        access.require(Permission.VIEW_TEAM, deployment.team(), id, actor);
        return lease(deployment);
    }

    /**
     * Sets the end, for who may change the deployment.
     *
     * @param endsAt null for none, or for the last one possible where there has to be one
     * @param revision of the lease that the caller has seen
     */
    public DeploymentLease set(DeploymentId id, @Nullable Instant endsAt, int revision, Actor actor) {
        // The same lock as a stop at the end takes, so that one comes after the other.
        Deployment deployment = store.lock(id.value()).orElseThrow(() -> access.absent(id));
        Team team = access.require(Permission.DEPLOY, deployment.team(), id, actor);
        if (deployment.isToBeGone()) {
            throw new PlatformProblem.Conflict(
                    "deployment-retired",
                    "The deployment is being retired, or is",
                    deployment.name() + " is to be gone and has no other end.",
                    "Plan and submit a new deployment.",
                    Map.of());
        }
        keep(deployment, terms.usable(endsAt, deployment.quotaClass()), revision, team, actor);
        signal.changed(ChangeSignal.of(id));
        return lease(deployment);
    }

    /** The end of a deployment that is being submitted, in the submission's transaction. */
    void begin(Deployment deployment, @Nullable Instant endsAt, Team team, Actor actor) {
        Instant usable = terms.usable(endsAt, deployment.quotaClass());
        if (usable != null) {
            keep(deployment, usable, 0, team, actor);
        }
    }

    private void keep(Deployment deployment, @Nullable Instant asked, int revision, Team team, Actor actor) {
        DeploymentId id = new DeploymentId(deployment.id());
        Instant endsAt = asked == null ? null : asked.truncatedTo(ChronoUnit.SECONDS);
        Instant before = leases.find(id).map(LeaseStore.Stored::endsAt).orElse(null);
        if (!leases.set(id, endsAt, revision, actor.displayName(), clock.instant())) {
            throw new PlatformProblem.StaleVersion(
                    "The end of " + deployment.name() + " was set by somebody else meanwhile.");
        }
        history.add(
                deployment,
                DeploymentEvent.Kind.END_SET,
                actor.displayName(),
                null,
                endsAt == null ? "It has no end any more." : "It is stopped at " + endsAt + " unless that is changed.");
        audit.record(
                actor.who(),
                AuditEvent.of("deployment.set-end", "deployment", id)
                        .inTeam(team.slug())
                        .from(told(before))
                        .to(told(endsAt)));
    }

    private DeploymentLease lease(Deployment deployment) {
        Optional<LeaseStore.Stored> stored = leases.find(new DeploymentId(deployment.id()));
        Instant endsAt = stored.map(LeaseStore.Stored::endsAt).orElse(null);
        return new DeploymentLease(
                endsAt,
                stored.map(LeaseStore.Stored::setBy).orElse(null),
                stored.map(LeaseStore.Stored::setAt).orElse(null),
                terms.latest(deployment.quotaClass()),
                terms.isOver(endsAt),
                stored.map(LeaseStore.Stored::revision).orElse(0));
    }

    private static Map<String, String> told(@Nullable Instant endsAt) {
        return Map.of("endsAt", endsAt == null ? "none" : endsAt.toString());
    }
}
