package io.sextant.api.approval;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import io.sextant.api.budget.BudgetOverrun;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Team;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes requests, in the transaction that holds the GPUs for them. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ApprovalDesk {
    private final PolicyRows policies;
    private final ApprovalRows requests;
    private final TellApproval tell;
    private final AuditTrail audit;
    private final Clock clock;

    ApprovalDesk(PolicyRows policies, ApprovalRows requests, TellApproval tell, AuditTrail audit, Clock clock) {
        this.policies = policies;
        this.requests = requests;
        this.tell = tell;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whose yes it needs. */
    public ApprovalNeed need(Team team, ApprovalFacts facts, List<BudgetOverrun> overruns) {
        return ApprovalNeed.of(policies.above(team.id()), facts, overruns);
    }

    /** The same where only budgets have a say. */
    public ApprovalNeed needOfBudgets(ApprovalFacts facts, List<BudgetOverrun> overruns) {
        return ApprovalNeed.of(List.of(), facts, overruns);
    }

    /** Whether something waits for a deployment. */
    public boolean isWaiting(UUID deployment) {
        return requests.waiting(deployment).isPresent();
    }

    /** Keeps what was asked for: it waits, or needs nobody's yes and is only remembered. */
    public void file(ApprovalFiling filing, ApprovalNeed need, Actor by) {
        Instant now = clock.instant();
        if (!need.isAnybody()) {
            requests.add(filing, ApprovalRequest.State.BY_RULE, false, by, now, null);
            return;
        }
        Instant until = now.plus(Duration.ofHours(need.holdHours()));
        requests.add(filing, ApprovalRequest.State.WAITING, need.overBudget(), by, now, until);
        requests.addStages(filing, need.stages());
        requests.find(filing.id()).ifPresent(tell::asked);
        audit.record(
                by.who(),
                AuditEvent.of("approval.ask", "approval", filing.id())
                        .inTeam(filing.team().slug())
                        .to(new Asked(
                                filing.deploymentName(),
                                filing.kind(),
                                filing.gpus(),
                                filing.facts(),
                                need.stages(),
                                until)));
    }

    /**
     * Ends what waits for a deployment, since something else is wanted of it; who calls gives the GPUs back.
     *
     * @param name of who wants something else, for people
     */
    public Optional<ApprovalRequest> voidWaiting(UUID deployment, Who by, String name, String reason) {
        Optional<ApprovalRequest> waiting = requests.waiting(deployment).flatMap(found -> requests.lock(found.id()));
        waiting.ifPresent(request -> {
            requests.end(request, ApprovalRequest.State.VOID, name, reason, clock.instant());
            audit.record(
                    Who.platform(),
                    AuditEvent.of("approval.void", "approval", request.id())
                            .inTeam(request.teamSlug())
                            .because(reason));
            if (!request.askedBy().toString().equals(by.id())) {
                requests.find(request.id()).ifPresent(ended -> tell.ended(ended, reason));
            }
        });
        return waiting;
    }

    /** What the audit trail keeps of a request. */
    private record Asked(
            String deployment,
            ApprovalRequest.Kind kind,
            int gpus,
            ApprovalFacts facts,
            List<ApprovalNeed.Stage> stages,
            @Nullable Instant until) {}
}
