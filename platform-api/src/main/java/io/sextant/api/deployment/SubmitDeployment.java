package io.sextant.api.deployment;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.budget.BudgetGate;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.deployment.status.StartEstimate;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import java.time.Clock;
import java.util.Optional;
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
    private final Teams teams;
    private final SubmissionDraft drafting;
    private final BudgetGate budgets;
    private final QuotaLedger quota;
    private final SubmissionKeys keys;
    private final DeploymentStore store;
    private final ManifestStore manifests;
    private final GenerationStore generations;
    private final ReleaseStore releases;
    private final PlanSnapshots snapshots;
    private final DesiredRevisions revisions;
    private final DeploymentHistory history;
    private final SetLease leases;
    private final AuditTrail audit;
    private final Clock clock;

    SubmitDeployment(
            Teams teams,
            SubmissionDraft drafting,
            BudgetGate budgets,
            QuotaLedger quota,
            SubmissionKeys keys,
            DeploymentStore store,
            ManifestStore manifests,
            GenerationStore generations,
            ReleaseStore releases,
            PlanSnapshots snapshots,
            DesiredRevisions revisions,
            DeploymentHistory history,
            SetLease leases,
            AuditTrail audit,
            Clock clock) {
        this.teams = teams;
        this.drafting = drafting;
        this.budgets = budgets;
        this.quota = quota;
        this.keys = keys;
        this.store = store;
        this.manifests = manifests;
        this.generations = generations;
        this.releases = releases;
        this.snapshots = snapshots;
        this.revisions = revisions;
        this.history = history;
        this.leases = leases;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The new deployment, or the one that the same key and request made before.
     *
     * @param idempotencyKey chosen by the caller, the same for every attempt at one submission
     */
    public Submission submit(SubmitRequest request, String idempotencyKey, Actor actor) {
        Team team = teams.active(request.plan().team(), actor);
        actor.require(Permission.DEPLOY, team);
        Optional<DeploymentId> earlier = keys.earlier(actor.id(), idempotencyKey, request);
        if (earlier.isPresent()) {
            return new Submission(earlier.get(), true);
        }
        SubmissionDraft.Draft draft = drafting.draft(request, idempotencyKey, team, actor);
        DeploymentId id = accept(draft, request, team, actor);
        keys.remember(actor.id(), idempotencyKey, request, id);
        return new Submission(id, false);
    }

    private DeploymentId accept(SubmissionDraft.Draft draft, SubmitRequest request, Team team, Actor actor) {
        PlanProposal plan = draft.plan();
        QuotaClass quotaClass = request.classOf(plan);
        takeQuota(draft, quotaClass, team);
        Deployment deployment = record(draft, quotaClass, team, actor);
        releases.add(
                draft.id(),
                Release.first(draft.id(), draft.name(), draft.generation().content()));
        generations.add(draft.id(), draft.generation());
        draft.manifests().forEach(manifest -> manifests.keep(draft.id(), SubmissionDraft.GENERATION, manifest));
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
        leases.begin(deployment, request.endsAt(), team, actor);
        revisions.changed(deployment);
        audit.record(
                actor.who(),
                AuditEvent.of("deployment.submit", "deployment", draft.id())
                        .inTeam(team.slug())
                        .to(AuditedDeployment.of(deployment, draft.generation().content())));
        return draft.id();
    }

    private void takeQuota(SubmissionDraft.Draft draft, QuotaClass quotaClass, Team team) {
        Content content = draft.generation().content();
        budgets.require(team, content.pool(), content.neededGpus());
        quota.hold(
                team, content.pool(), draft.id().value(), SubmissionDraft.GENERATION, content.neededGpus(), quotaClass);
        quota.reserve(draft.id().value(), SubmissionDraft.GENERATION);
    }

    private Deployment record(SubmissionDraft.Draft draft, QuotaClass quotaClass, Team team, Actor actor) {
        PlanProposal plan = draft.plan();
        Deployment deployment = new Deployment(
                draft.id(),
                team,
                plan.placement().cluster(),
                draft.name(),
                snapshots.write(plan),
                draft.generation().content().neededGpus(),
                quotaClass,
                StartEstimate.of(plan.cacheGib()).patience(),
                actor,
                clock.instant());
        try {
            return store.saveAndFlush(deployment);
        } catch (DataIntegrityViolationException e) {
            // Somebody took the name between the check and now.
            throw SubmissionDraft.nameTaken(team, draft.name());
        }
    }

    /**
     * What came of a submission.
     *
     * @param repeated the key had made it before
     */
    public record Submission(DeploymentId id, boolean repeated) {}
}
