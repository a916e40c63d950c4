package io.sextant.api.deployment;

import io.sextant.api.deployment.manifest.NimBlueprint;
import io.sextant.api.deployment.manifest.NimManifests;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.deployment.status.StartEstimate;
import io.sextant.api.planning.MakePlan;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accepts a plan: plans again, takes the quota and records the deployment with its manifests, all or nothing.
 *
 * <p>There are no approval stages yet: what quota allows is approved by it.
 */
@Service
@Transactional
public class SubmitDeployment {
    private static final long FIRST_GENERATION = 1;

    private final Teams teams;
    private final MakePlan planner;
    private final QuotaLedger quota;
    private final SubmissionKeys keys;
    private final DeploymentStore store;
    private final ManifestStore manifests;
    private final BlueprintDrawing drawing;
    private final PlanSnapshots snapshots;
    private final DesiredRevisions revisions;
    private final DeploymentHistory history;
    private final Clock clock;

    SubmitDeployment(
            Teams teams,
            MakePlan planner,
            QuotaLedger quota,
            SubmissionKeys keys,
            DeploymentStore store,
            ManifestStore manifests,
            BlueprintDrawing drawing,
            PlanSnapshots snapshots,
            DesiredRevisions revisions,
            DeploymentHistory history,
            Clock clock) {
        this.teams = teams;
        this.planner = planner;
        this.quota = quota;
        this.keys = keys;
        this.store = store;
        this.manifests = manifests;
        this.drawing = drawing;
        this.snapshots = snapshots;
        this.revisions = revisions;
        this.history = history;
        this.clock = clock;
    }

    /**
     * The new deployment, or the one that the same key and request made before.
     *
     * @param idempotencyKey chosen by the caller, the same for every attempt at one submission
     */
    public Submission submit(SubmitRequest request, String idempotencyKey, Actor actor) {
        Team team = teams.named(request.plan().team(), actor);
        actor.require(Permission.DEPLOY, team);
        Optional<DeploymentId> earlier = keys.earlier(actor.id(), idempotencyKey, request);
        if (earlier.isPresent()) {
            return new Submission(earlier.get(), true);
        }
        DeploymentId id = accept(request, team, actor);
        keys.remember(actor.id(), idempotencyKey, request, id);
        return new Submission(id, false);
    }

    private DeploymentId accept(SubmitRequest request, Team team, Actor actor) {
        requireFreeName(team, request.name());
        PlanProposal plan = AcceptablePlan.of(planner.plan(request.plan(), actor), request);
        DeploymentId id = new DeploymentId(UUID.randomUUID());
        takeQuota(id, team, plan);
        Deployment deployment = record(id, request, team, plan, actor);
        render(id, request.name(), team, plan);
        history.add(
                deployment,
                DeploymentEvent.Kind.SUBMITTED,
                actor.displayName(),
                Phase.SUBMITTED,
                "Submitted %s on %d to %d replicas of %d x %s; approved by quota."
                        .formatted(
                                plan.model().name(),
                                plan.scale().minReplicas(),
                                plan.scale().maxReplicas(),
                                plan.placement().gpusPerReplica(),
                                plan.placement().gpuName()));
        revisions.changed(plan.placement().cluster());
        return id;
    }

    private void takeQuota(DeploymentId id, Team team, PlanProposal plan) {
        QuotaPool pool =
                new QuotaPool(plan.placement().cluster(), plan.placement().gpuProduct());
        quota.hold(team, pool, id.value(), FIRST_GENERATION, plan.scale().quotaGpus());
        quota.reserve(id.value(), FIRST_GENERATION);
    }

    private Deployment record(DeploymentId id, SubmitRequest request, Team team, PlanProposal plan, Actor actor) {
        Deployment deployment = new Deployment(
                id,
                team,
                plan.placement().cluster(),
                request.name(),
                snapshots.write(plan),
                StartEstimate.of(plan.cacheGib()).patience(),
                actor,
                clock.instant());
        try {
            return store.saveAndFlush(deployment);
        } catch (DataIntegrityViolationException e) {
            // Somebody took the name between the check and now.
            throw nameTaken(team, request.name());
        }
    }

    private void render(DeploymentId id, String name, Team team, PlanProposal plan) {
        NimBlueprint blueprint = drawing.draw(id, FIRST_GENERATION, name, team, plan);
        manifests.keep(id, FIRST_GENERATION, NimManifests.cache(blueprint));
        manifests.keep(id, FIRST_GENERATION, NimManifests.service(blueprint));
    }

    private void requireFreeName(Team team, String name) {
        if (store.isNameTaken(team.id().value(), name)) {
            throw nameTaken(team, name);
        }
    }

    private static PlatformProblem nameTaken(Team team, String name) {
        return new PlatformProblem.Conflict(
                "name-taken",
                "The name is taken",
                team.name() + " has a deployment named \"" + name + "\" that is not retired.",
                "Choose another name, or retire that deployment and wait until it is gone.",
                Map.of("name", name));
    }

    /**
     * What came of a submission.
     *
     * @param repeated the key had made it before
     */
    public record Submission(DeploymentId id, boolean repeated) {}
}
