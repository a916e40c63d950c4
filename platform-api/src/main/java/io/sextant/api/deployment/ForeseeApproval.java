package io.sextant.api.deployment;

import io.sextant.api.planning.PlanProposal;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells before a plan is submitted whose yes it will need. */
@Service
@Transactional(readOnly = true)
public class ForeseeApproval {
    private final Teams teams;
    private final Admission admission;

    ForeseeApproval(Teams teams, Admission admission) {
        this.teams = teams;
        this.admission = admission;
    }

    /** A sentence for each kind of approver; none where it begins at once, as policies and budgets stand now. */
    public List<String> of(PlanProposal plan, QuotaClass quotaClass, Actor actor) {
        Team team = teams.named(plan.team(), actor);
        actor.require(Permission.PLAN, team);
        return admission.foreseen(plan, quotaClass, team).inWords();
    }
}
