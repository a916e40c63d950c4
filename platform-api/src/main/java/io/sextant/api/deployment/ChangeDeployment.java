package io.sextant.api.deployment;

import io.sextant.api.deployment.GenerationStore.Stored;
import io.sextant.api.deployment.manifest.ManifestDiff;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.desired.Presence;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stops, starts, resizes and rolls back deployments: one way for all, since each is a new generation with its content,
 * its quota and its manifests, all or nothing.
 *
 * <p>More GPUs are reserved in the same transaction; fewer are given back when the cluster has let go of them.
 */
@Service
@Transactional
public class ChangeDeployment {
    private final DeploymentStore store;
    private final DeploymentAccess access;
    private final SubmissionKeys keys;
    private final GenerationStore generations;
    private final ManifestStore manifests;
    private final BlueprintDrawing drawing;
    private final PlanSnapshots snapshots;
    private final QuotaLedger ledger;
    private final Quotas quotas;
    private final DesiredRevisions revisions;
    private final DeploymentHistory history;
    private final ChangeSignal signal;
    private final Clock clock;

    ChangeDeployment(
            DeploymentStore store,
            DeploymentAccess access,
            SubmissionKeys keys,
            GenerationStore generations,
            ManifestStore manifests,
            BlueprintDrawing drawing,
            PlanSnapshots snapshots,
            QuotaLedger ledger,
            Quotas quotas,
            DesiredRevisions revisions,
            DeploymentHistory history,
            ChangeSignal signal,
            Clock clock) {
        this.store = store;
        this.access = access;
        this.keys = keys;
        this.generations = generations;
        this.manifests = manifests;
        this.drawing = drawing;
        this.snapshots = snapshots;
        this.ledger = ledger;
        this.quotas = quotas;
        this.revisions = revisions;
        this.history = history;
        this.signal = signal;
        this.clock = clock;
    }

    /** What the change would do now; nothing is written. */
    @Transactional(readOnly = true)
    public ChangePreview preview(DeploymentId id, DeploymentChange change, Actor actor) {
        Deployment deployment = store.findById(id.value()).orElseThrow(() -> DeploymentAccess.missing(id));
        Team team = access.require(Permission.DEPLOY, deployment.team(), id, actor);
        requireWanted(deployment);
        NextGeneration next = new NextGeneration(generations.all(id), change, deployment.readyGeneration());
        Stored stored = next.by(actor.displayName(), clock.instant());
        Content wanted = stored.content();
        return new ChangePreview(
                id,
                deployment.generation(),
                DeploymentShape.of(next.current().content()),
                DeploymentShape.of(wanted),
                quota(deployment, wanted, team),
                ManifestDiff.between(manifests.newest(id), render(deployment, stored, team)),
                ChangeNotes.of(next));
    }

    /**
     * Makes the change.
     *
     * @param generation that the caller has seen; refused where it is another by now
     * @param idempotencyKey chosen by the caller, the same for every attempt at one change
     * @return whether the same key had made the change before
     */
    public boolean change(
            DeploymentId id, DeploymentChange change, long generation, String idempotencyKey, Actor actor) {
        Deployment deployment = store.lock(id.value()).orElseThrow(() -> DeploymentAccess.missing(id));
        Team team = access.require(Permission.DEPLOY, deployment.team(), id, actor);
        Asked asked = new Asked(id, change.getClass().getSimpleName(), change, generation);
        if (keys.earlier(actor.id(), idempotencyKey, asked).isPresent()) {
            return true;
        }
        requireWanted(deployment);
        requireCurrent(deployment, generation);
        carryOut(
                deployment, new NextGeneration(generations.all(id), change, deployment.readyGeneration()), team, actor);
        keys.remember(actor.id(), idempotencyKey, asked, id);
        return false;
    }

    private void carryOut(Deployment deployment, NextGeneration next, Team team, Actor actor) {
        DeploymentId id = new DeploymentId(deployment.id());
        Stored stored = next.by(actor.displayName(), clock.instant());
        Content wanted = stored.content();
        takeMissingGpus(deployment, stored, team);
        deployment.change(wanted.presence(), snapshots.write(wanted.plan()), stored.acceptedAt());
        store.saveAndFlush(deployment);
        generations.add(id, stored);
        render(deployment, stored, team).forEach(manifest -> manifests.keep(id, stored.number(), manifest));
        history.add(
                deployment,
                eventOf(next.change()),
                actor.displayName(),
                phaseAfter(next.current().content(), wanted),
                sentence(next.change(), wanted));
        revisions.changed(deployment.cluster());
        signal.changed(ChangeSignal.of(id));
    }

    private void takeMissingGpus(Deployment deployment, Stored stored, Team team) {
        Content wanted = stored.content();
        int missing = wanted.neededGpus() - deployment.heldGpus();
        if (missing > 0) {
            ledger.hold(team, wanted.pool(), deployment.id(), stored.number(), missing);
            ledger.reserve(deployment.id(), stored.number());
            deployment.holds(wanted.neededGpus());
        }
    }

    private List<Manifest> render(Deployment deployment, Stored stored, Team team) {
        return drawing.render(
                new DeploymentId(deployment.id()),
                stored.number(),
                deployment.name(),
                team,
                stored.content(),
                stored.cache());
    }

    private ChangePreview.Quota quota(Deployment deployment, Content wanted, Team team) {
        PoolBalance balance = quotas.balance(team.id(), wanted.pool());
        int delta = wanted.neededGpus() - deployment.heldGpus();
        int asked = Math.max(0, delta);
        return new ChangePreview.Quota(
                wanted.pool().cluster(),
                wanted.pool().gpuProduct(),
                balance.limitGpus(),
                balance.usedGpus(),
                deployment.heldGpus(),
                asked,
                Math.max(0, -delta),
                asked <= balance.freeGpus());
    }

    private static void requireWanted(Deployment deployment) {
        if (deployment.isToBeGone()) {
            throw new PlatformProblem.Conflict(
                    "deployment-retired",
                    "The deployment is being retired, or is",
                    deployment.name() + " is to be gone and cannot be changed any more.",
                    "Plan and submit a new deployment.",
                    Map.of());
        }
    }

    private static void requireCurrent(Deployment deployment, long generation) {
        if (deployment.generation() != generation) {
            throw new PlatformProblem.StaleVersion(
                    "%s is at generation %d now; this change was meant for generation %d."
                            .formatted(deployment.name(), deployment.generation(), generation));
        }
    }

    private static DeploymentEvent.Kind eventOf(DeploymentChange change) {
        return switch (change) {
            case DeploymentChange.Stop _ -> DeploymentEvent.Kind.STOP_REQUESTED;
            case DeploymentChange.Start _ -> DeploymentEvent.Kind.START_REQUESTED;
            case DeploymentChange.Resize _ -> DeploymentEvent.Kind.RESIZED;
            case DeploymentChange.RollBack _ -> DeploymentEvent.Kind.ROLLED_BACK;
        };
    }

    private static @Nullable Phase phaseAfter(Content before, Content after) {
        if (before.presence() == after.presence()) {
            return null;
        }
        return after.presence() == Presence.STOPPED ? Phase.STOPPING : Phase.SUBMITTED;
    }

    private static String sentence(DeploymentChange change, Content wanted) {
        String bounds = "%d to %d replicas, %d GPUs"
                .formatted(
                        wanted.plan().scale().minReplicas(),
                        wanted.plan().scale().maxReplicas(),
                        wanted.plan().scale().quotaGpus());
        return switch (change) {
            case DeploymentChange.Stop _ -> "Stop requested; the GPUs come back when the replicas have ended.";
            case DeploymentChange.Start _ -> "Start requested: " + bounds + " reserved.";
            case DeploymentChange.Resize _ -> "Resized to " + bounds + ".";
            case DeploymentChange.RollBack(long generation) ->
                "Rolled back to generation " + generation + ": "
                        + (wanted.isStopped() ? "stopped, with " + bounds : bounds) + ".";
        };
    }

    /** What a key stands for; the kind is told apart, since some changes have no members. */
    private record Asked(DeploymentId deployment, String kind, DeploymentChange change, long generation) {}
}
