package io.sextant.api.deployment;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.deployment.status.StartEstimate;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.quota.QuotaClass;
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
 * <p>Where somebody has to approve it, the GPUs are held and no cluster is told of it until then.
 */
@Service
@Transactional
public class SubmitDeployment {
    private final Teams teams;
    private final SubmissionDraft drafting;
    private final Admission admission;
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
            Admission admission,
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
        this.admission = admission;
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
        Admission.Asked asked = admission.submission(draft, quotaClass, team);
        Deployment deployment = record(draft, quotaClass, asked.waits(), team, actor);
        if (!asked.waits()) {
            releases.add(
                    draft.id(),
                    Release.first(draft.id(), draft.name(), draft.generation().content()));
        }
        generations.add(draft.id(), draft.generation());
        draft.manifests().forEach(manifest -> manifests.keep(draft.id(), SubmissionDraft.GENERATION, manifest));
        history.add(
                deployment,
                DeploymentEvent.Kind.SUBMITTED,
                actor.displayName(),
                asked.waits() ? Phase.WAITING_FOR_APPROVAL : Phase.SUBMITTED,
                "Submitted %s on %d to %d replicas of %d x %s; %s."
                        .formatted(
                                plan.model().name(),
                                plan.scale().minReplicas(),
                                plan.scale().maxReplicas(),
                                plan.placement().gpusPerReplica(),
                                plan.placement().gpuName(),
                                asked.waits() ? "it waits for approval" : "it needs nobody's approval"));
        leases.begin(deployment, request.endsAt(), team, actor);
        admission.file(asked, actor);
        if (!asked.waits()) {
            revisions.changed(deployment);
        }
        audit.record(
                actor.who(),
                AuditEvent.of("deployment.submit", "deployment", draft.id())
                        .inTeam(team.slug())
                        .to(AuditedDeployment.of(deployment, draft.generation().content())));
        return draft.id();
    }

    private Deployment record(
            SubmissionDraft.Draft draft, QuotaClass quotaClass, boolean waits, Team team, Actor actor) {
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
        if (waits) {
            deployment.awaitApproval();
        }
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
