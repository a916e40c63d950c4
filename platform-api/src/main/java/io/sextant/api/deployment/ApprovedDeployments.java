package io.sextant.api.deployment;

import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.approval.ApprovalRequest.Kind;
import io.sextant.api.approval.ApprovalSubject;
import io.sextant.api.budget.BudgetGate;
import io.sextant.api.budget.BudgetOverrun;
import io.sextant.api.deployment.status.Phase;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Team;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Begins what was approved, and gives up what was not.
 *
 * <p>The hold is given back and the GPUs are taken anew in one transaction: the limits of quota and budgets are looked at once more
 * that way, and nobody else can take the GPUs in between.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ApprovedDeployments implements ApprovalSubject {
    private final DeploymentStore store;
    private final GenerationStore generations;
    private final ReleaseStore releases;
    private final PlanSnapshots snapshots;
    private final ChangeDeployment changing;
    private final LeaseTerms leases;
    private final BudgetGate budgets;
    private final QuotaLedger ledger;
    private final DesiredRevisions revisions;
    private final DeploymentHistory history;
    private final ChangeSignal signal;
    private final DeploymentAccess access;
    private final Clock clock;

    ApprovedDeployments(
            DeploymentStore store,
            GenerationStore generations,
            ReleaseStore releases,
            PlanSnapshots snapshots,
            ChangeDeployment changing,
            LeaseTerms leases,
            BudgetGate budgets,
            QuotaLedger ledger,
            DesiredRevisions revisions,
            DeploymentHistory history,
            ChangeSignal signal,
            DeploymentAccess access,
            Clock clock) {
        this.store = store;
        this.generations = generations;
        this.releases = releases;
        this.snapshots = snapshots;
        this.changing = changing;
        this.leases = leases;
        this.budgets = budgets;
        this.ledger = ledger;
        this.revisions = revisions;
        this.history = history;
        this.signal = signal;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void lock(UUID deployment) {
        locked(deployment);
    }

    @Override
    public void approved(ApprovalRequest request, Actor decider) {
        Deployment deployment = locked(request.deployment());
        Team team = access.team(deployment);
        budgets.lock(team);
        ledger.release(request.id(), request.generation());
        if (request.gpus() > 0) {
            requireBudget(request, team);
        }
        if (request.kind() == Kind.SUBMIT) {
            begin(deployment, request, team, decider);
        } else {
            changing.carryOutApproved(deployment, changeOf(request), snapshots.thaw(request.snapshot()), request, team);
        }
    }

    @Override
    public void declined(ApprovalRequest request, String by, String sentence) {
        Deployment deployment = locked(request.deployment());
        ledger.release(request.id(), request.generation());
        boolean submitted = request.kind() == Kind.SUBMIT;
        if (submitted) {
            deployment.decline(sentence, clock.instant());
            store.saveAndFlush(deployment);
        }
        history.add(
                deployment,
                DeploymentEvent.Kind.STATUS,
                by,
                submitted ? Phase.DECLINED : null,
                submitted ? sentence : request.kind().label() + " not carried out. " + sentence);
        signal.changed(ChangeSignal.of(new DeploymentId(deployment.id())));
    }

    private void begin(Deployment deployment, ApprovalRequest request, Team team, Actor decider) {
        DeploymentId id = new DeploymentId(deployment.id());
        leases.requireNotOver(id, deployment.name());
        Content content = generations.all(id).getFirst().content();
        ledger.hold(
                team,
                content.pool(),
                id.value(),
                SubmissionDraft.GENERATION,
                content.neededGpus(),
                deployment.quotaClass());
        ledger.reserve(id.value(), SubmissionDraft.GENERATION);
        deployment.admit(content.neededGpus(), clock.instant());
        store.saveAndFlush(deployment);
        releases.add(id, Release.first(id, deployment.name(), content));
        history.add(
                deployment,
                DeploymentEvent.Kind.STATUS,
                decider.displayName(),
                Phase.SUBMITTED,
                "Approved by %s; %d GPUs are reserved, and its cluster is told now."
                        .formatted(decider.displayName(), request.gpus()));
        revisions.changed(deployment);
        signal.changed(ChangeSignal.of(id));
    }

    /** A hard budget refuses by itself; one that wants a yes has it only where the approvers were told of it. */
    private void requireBudget(ApprovalRequest request, Team team) {
        List<BudgetOverrun> overruns = budgets.weigh(team, request.pool(), request.gpus());
        if (!overruns.isEmpty() && !request.overBudget()) {
            throw new PlatformProblem.Conflict(
                    "budget-approval-needed",
                    "A budget has no room for it any more",
                    overruns.getFirst().inWords(),
                    "Raise the budget for a while, or reject it; if it is asked for again, the budget is part of the decision.",
                    Map.of("node", overruns.getFirst().node()));
        }
    }

    private DeploymentChange changeOf(ApprovalRequest request) {
        AskedPlan asked = snapshots.thaw(request.snapshot());
        return switch (request.kind()) {
            case START -> new DeploymentChange.Start();
            case RESIZE -> DeploymentChange.Resize.of(asked.minReplicas(), asked.maxReplicas());
            case ROLL_BACK -> new DeploymentChange.RollBack(Objects.requireNonNull(asked.rollBackTo()));
            case REPLAN ->
                DeploymentChange.Replan.of(asked.candidate(), asked.plan().digest());
            case SUBMIT -> throw new IllegalArgumentException("a submission is no change");
        };
    }

    private Deployment locked(UUID id) {
        return store.lock(id).orElseThrow(() -> access.absent(new DeploymentId(id)));
    }
}
