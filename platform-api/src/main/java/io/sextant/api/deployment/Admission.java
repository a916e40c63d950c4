package io.sextant.api.deployment;

import io.sextant.api.approval.ApprovalDesk;
import io.sextant.api.approval.ApprovalFacts;
import io.sextant.api.approval.ApprovalFiling;
import io.sextant.api.approval.ApprovalNeed;
import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.audit.Who;
import io.sextant.api.budget.BudgetGate;
import io.sextant.api.budget.BudgetMode;
import io.sextant.api.budget.BudgetOutlook;
import io.sextant.api.budget.BudgetOverrun;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.quota.PoolBalance;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaLedger;
import io.sextant.api.quota.Quotas;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Team;
import io.sextant.contract.desired.Presence;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Lets what is asked for begin at once, or lets it wait for somebody's yes while the GPUs are held for it.
 *
 * <p>Budgets are locked before quota is booked, everywhere, so that nobody waits in a circle.
 */
@Component
class Admission {
    private final BudgetGate budgets;
    private final BudgetOutlook outlook;
    private final QuotaLedger ledger;
    private final Quotas quotas;
    private final ApprovalDesk desk;
    private final PlanSnapshots snapshots;
    private final ChangeQuota changes;

    Admission(
            BudgetGate budgets,
            BudgetOutlook outlook,
            QuotaLedger ledger,
            Quotas quotas,
            ApprovalDesk desk,
            PlanSnapshots snapshots,
            ChangeQuota changes) {
        this.budgets = budgets;
        this.outlook = outlook;
        this.ledger = ledger;
        this.quotas = quotas;
        this.desk = desk;
        this.snapshots = snapshots;
        this.changes = changes;
    }

    /** What is asked for and whose yes it needs. */
    record Asked(ApprovalFiling filing, ApprovalNeed need) {
        boolean waits() {
            return need.isAnybody();
        }
    }

    /** Takes the GPUs of a submission: reserves them, or holds them for a request. */
    Asked submission(SubmissionDraft.Draft draft, QuotaClass quotaClass, Team team) {
        Content content = draft.generation().content();
        int gpus = content.neededGpus();
        List<BudgetOverrun> overruns = budgets.weigh(team, content.pool(), gpus);
        ApprovalFacts facts = facts(content, quotaClass, gpus, team);
        ApprovalNeed need = desk.need(team, facts, overruns);
        UUID id = UUID.randomUUID();
        UUID holder = need.isAnybody() ? id : draft.id().value();
        ledger.hold(team, content.pool(), holder, SubmissionDraft.GENERATION, gpus, quotaClass);
        if (!need.isAnybody()) {
            ledger.reserve(holder, SubmissionDraft.GENERATION);
        }
        return new Asked(
                new ApprovalFiling(
                        id,
                        draft.id().value(),
                        draft.name(),
                        team,
                        SubmissionDraft.GENERATION,
                        ApprovalRequest.Kind.SUBMIT,
                        content.pool(),
                        gpus,
                        facts,
                        snapshots.freeze(AskedPlan.submission(draft.plan(), draft.cheaper()))),
                need);
    }

    /** Whose yes a submission of this plan would need, as budgets and quota stand now; nothing is taken. */
    ApprovalNeed foreseen(PlanProposal plan, QuotaClass quotaClass, Team team) {
        Content content = new Content(Presence.RUNNING, plan);
        int gpus = content.neededGpus();
        List<BudgetOverrun> overruns = outlook.of(team, content.pool(), gpus, false).stream()
                .filter(budget -> budget.mode() == BudgetMode.APPROVE_ABOVE && !budget.fits())
                .map(BudgetOutlook.Outlook::overrun)
                .toList();
        return desk.need(team, facts(content, quotaClass, gpus, team), overruns);
    }

    /** Keeps what was asked for, once the deployment is there. */
    void file(Asked asked, Actor actor) {
        desk.file(asked.filing(), asked.need(), actor);
    }

    /** Whether a change has to wait; then the GPUs that it takes are held for its request. */
    boolean waits(Deployment deployment, NextGeneration next, DrawnGeneration drawn, Team team, Actor actor) {
        Optional<Asked> asked = change(deployment, next, drawn, team, true);
        asked.ifPresent(found -> {
            ApprovalFiling filing = found.filing();
            if (found.waits() && filing.gpus() > 0) {
                ledger.hold(
                        team, filing.pool(), filing.id(), filing.generation(), filing.gpus(), deployment.quotaClass());
            }
            desk.file(filing, found.need(), actor);
        });
        return asked.filter(Asked::waits).isPresent();
    }

    /** Whose yes a change would need; budgets are not looked at. */
    List<String> needed(Deployment deployment, NextGeneration next, DrawnGeneration drawn, Team team) {
        return change(deployment, next, drawn, team, false).stream()
                .flatMap(asked -> asked.need().inWords().stream())
                .toList();
    }

    /** Gives up what waits for a deployment, since somebody wants something else of it. */
    void voidWaiting(Deployment deployment, Team team, Actor by) {
        voidWaiting(deployment, team, by.who(), by.displayName(), "Something else is wanted of the deployment.");
    }

    /** Gives up what waits for a deployment, for that reason. */
    void voidWaiting(Deployment deployment, Team team, Who by, String name, String reason) {
        if (desk.isWaiting(deployment.id())) {
            budgets.lock(team);
            desk.voidWaiting(deployment.id(), by, name, reason)
                    .ifPresent(request -> ledger.release(request.id(), request.generation()));
        }
    }

    /** Empty where nothing is taken and nothing more is asked for. */
    private Optional<Asked> change(
            Deployment deployment, NextGeneration next, DrawnGeneration drawn, Team team, boolean weighed) {
        Content wanted = drawn.stored().content();
        int gpus = changes.missing(deployment, drawn);
        List<BudgetOverrun> overruns = weighed && gpus > 0 ? budgets.weigh(team, wanted.pool(), gpus) : List.of();
        boolean more = asksForMore(next.current().content(), wanted);
        if (!more && overruns.isEmpty()) {
            return Optional.empty();
        }
        ApprovalFacts facts = facts(wanted, deployment.quotaClass(), gpus, team);
        return Optional.of(new Asked(
                new ApprovalFiling(
                        UUID.randomUUID(),
                        deployment.id(),
                        deployment.name(),
                        team,
                        drawn.stored().number(),
                        kindOf(next.change()),
                        wanted.pool(),
                        gpus,
                        facts,
                        snapshots.freeze(AskedPlan.of(next.change(), wanted.plan()))),
                more ? desk.need(team, facts, overruns) : desk.needOfBudgets(facts, overruns)));
    }

    /** More GPUs, other GPUs or more money; a change of pods alone is nobody's to approve. */
    private static boolean asksForMore(Content now, Content wanted) {
        return wanted.neededGpus() > now.neededGpus()
                || (!wanted.isStopped() && !wanted.pool().equals(now.pool()))
                || (!wanted.isStopped()
                        && wanted.plan()
                                        .cost()
                                        .perMonth()
                                        .compareTo(now.plan().cost().perMonth())
                                > 0);
    }

    private ApprovalFacts facts(Content content, QuotaClass quotaClass, int gpus, Team team) {
        PlanProposal plan = content.plan();
        PoolBalance balance = quotas.balance(team.id(), content.pool());
        return new ApprovalFacts(
                plan.cost().perMonth(),
                plan.cost().currency(),
                new ApprovalFacts.QuotaShare(balance.usedGpus() + gpus, balance.limitGpus()),
                plan.placement().gpuProduct(),
                quotaClass,
                plan.model().nimId());
    }

    private static ApprovalRequest.Kind kindOf(DeploymentChange change) {
        return switch (change) {
            case DeploymentChange.Resize _ -> ApprovalRequest.Kind.RESIZE;
            case DeploymentChange.RollBack _ -> ApprovalRequest.Kind.ROLL_BACK;
            case DeploymentChange.Replan _ -> ApprovalRequest.Kind.REPLAN;
            // A stop takes nothing, so none is ever asked for.
            case DeploymentChange.Start _, DeploymentChange.Stop _ -> ApprovalRequest.Kind.START;
        };
    }
}
