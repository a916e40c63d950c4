package io.sextant.api.deployment;

import io.sextant.api.isolation.AllTeams;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.tenancy.Teams;
import org.springframework.stereotype.Component;

/** Decides who may do what with a deployment; another team's does not exist for the caller. */
@Component
class DeploymentAccess {
    private static final String CHOOSE = "GET /api/v1/deployments lists the deployments you may see.";

    private final Teams teams;
    private final DeploymentStore store;

    DeploymentAccess(Teams teams, DeploymentStore store) {
        this.teams = teams;
        this.store = store;
    }

    /** The deployment's team, if the caller holds the permission in it. */
    Team require(Permission permission, TeamId teamId, DeploymentId id, Actor actor) {
        if (!actor.may(Permission.VIEW_TEAM, teamId)) {
            throw PlatformProblem.NotFound.hidden("deployment", id.toString(), CHOOSE);
        }
        Team team = teams.byId(teamId).orElseThrow(() -> absent(id));
        actor.require(permission, team);
        return team;
    }

    /** The deployment's team, for what the platform does by itself. */
    Team team(Deployment deployment) {
        return teams.byId(deployment.team()).orElseThrow(() -> absent(new DeploymentId(deployment.id())));
    }

    /** What to tell somebody whose own teams have no such deployment: asking for another team's is a denial. */
    PlatformProblem absent(DeploymentId id) {
        return AllTeams.call(() -> store.findById(id.value())).isPresent()
                ? PlatformProblem.NotFound.hidden("deployment", id.toString(), CHOOSE)
                : new PlatformProblem.NotFound("deployment", id.toString(), CHOOSE);
    }
}
