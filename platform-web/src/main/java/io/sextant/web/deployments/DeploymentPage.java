package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentDetail;
import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Teams;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills in what all pages of one deployment show. */
@Component
class DeploymentPage {
    private final Deployments deployments;
    private final Teams teams;
    private final Clock clock;

    DeploymentPage(Deployments deployments, Teams teams, Clock clock) {
        this.deployments = deployments;
        this.teams = teams;
        this.clock = clock;
    }

    DeploymentDetail show(UUID id, Actor actor, Model model) {
        DeploymentDetail detail = deployments.one(new DeploymentId(id), actor);
        model.addAttribute(
                "deployment", DeploymentView.of(detail, teams.named(detail.team(), actor), actor, clock.instant()));
        return detail;
    }
}
