package io.sextant.api.deployment;

import io.sextant.api.deployment.manifest.NimBlueprint;
import io.sextant.api.planning.MakePlan;
import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Team;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.desired.Presence;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a submission would become: a preview shows it, a submission keeps it, so that both are the same. */
@Component
class SubmissionDraft {
    static final long GENERATION = 1;

    private final MakePlan planner;
    private final DeploymentStore store;
    private final ReleaseStore releases;
    private final BlueprintDrawing drawing;
    private final TargetCluster target;
    private final TeamNamespaces namespaces;
    private final Clock clock;

    SubmissionDraft(
            MakePlan planner,
            DeploymentStore store,
            ReleaseStore releases,
            BlueprintDrawing drawing,
            TargetCluster target,
            TeamNamespaces namespaces,
            Clock clock) {
        this.planner = planner;
        this.store = store;
        this.releases = releases;
        this.drawing = drawing;
        this.target = target;
        this.namespaces = namespaces;
        this.clock = clock;
    }

    /** Plans again and renders; writes nothing and takes no quota. */
    Draft draft(SubmitRequest request, String idempotencyKey, Team team, Actor actor) {
        if (store.isNameTaken(team.id().value(), request.name())
                || releases.isNameTaken(team.id().value(), request.name())) {
            throw nameTaken(team, request.name());
        }
        PlanAnswer answer = planner.plan(request.plan(), actor);
        PlanProposal plan = AcceptablePlan.of(answer, request);
        target.requireOneNode(plan);
        DeploymentId id = DeploymentId.of(actor.id(), idempotencyKey);
        Content content = new Content(Presence.RUNNING, plan);
        NimBlueprint.Cache cache =
                new WeightsVolume(target.sharesWeights(plan.placement().cluster())).of(request.name(), plan);
        GenerationStore.Stored stored = new GenerationStore.Stored(
                GENERATION,
                DeploymentGeneration.Kind.SUBMITTED,
                null,
                content,
                request.name(),
                cache,
                actor.displayName(),
                clock.instant());
        return new Draft(
                id,
                request.name(),
                stored,
                drawing.render(id, request.name(), team, stored),
                AskedPlan.Cheaper.than(plan, answer));
    }

    /** With the team's namespace, which the deployer applies first. */
    ManifestBundle bundle(Draft draft, Team team) {
        return ManifestBundle.of(
                draft.name(), namespaces.of(team, draft.plan().placement().cluster()), draft.manifests());
    }

    static PlatformProblem nameTaken(Team team, String name) {
        return new PlatformProblem.Conflict(
                "name-taken",
                "The name is taken",
                team.name() + " has a deployment named \"" + name + "\" that is not retired.",
                "Choose another name, or retire that deployment and wait until it is gone.",
                Map.of("name", name));
    }

    /**
     * A submission that has not been made.
     *
     * @param manifests the NIMCache, the NIMService, and what stands beside it
     * @param cheaper that was not chosen; absent where nothing cheaper holds the SLA
     */
    record Draft(
            DeploymentId id,
            String name,
            GenerationStore.Stored generation,
            List<Manifest> manifests,
            AskedPlan.@Nullable Cheaper cheaper) {
        PlanProposal plan() {
            return generation.content().plan();
        }
    }
}
