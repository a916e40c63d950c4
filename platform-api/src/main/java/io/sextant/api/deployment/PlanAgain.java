package io.sextant.api.deployment;

import io.sextant.api.planning.MakePlan;
import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans anew what a deployment was planned for, so that it can be changed to another candidate. */
@Service
@Transactional(readOnly = true)
public class PlanAgain {
    private final Deployments deployments;
    private final MakePlan planner;

    PlanAgain(Deployments deployments, MakePlan planner) {
        this.deployments = deployments;
        this.planner = planner;
    }

    /**
     * The answer to the deployment's own question as of now.
     *
     * @param candidate to look at more closely; absent for the recommended one
     */
    public PlanAnswer candidates(DeploymentId id, @Nullable String candidate, Actor actor) {
        DeploymentRow row = deployments.row(id, Permission.DEPLOY, actor);
        return planner.plan(OwnQuestion.of(row.plan(), candidate), actor);
    }
}
