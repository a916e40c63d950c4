package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentDetail;
import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.deployment.MeasureDeployment;
import io.sextant.api.reclaim.Reclaims;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Teams;
import io.sextant.web.layout.Dates;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills in what all pages of one deployment show. */
@Component
class DeploymentPage {
    private final Deployments deployments;
    private final MeasureDeployment measuring;
    private final Teams teams;
    private final Reclaims reclaims;
    private final Clock clock;

    DeploymentPage(Deployments deployments, MeasureDeployment measuring, Teams teams, Reclaims reclaims, Clock clock) {
        this.deployments = deployments;
        this.measuring = measuring;
        this.teams = teams;
        this.reclaims = reclaims;
        this.clock = clock;
    }

    /** What the overview shows besides. */
    void overview(UUID id, Actor actor, Model model) {
        DeploymentDetail detail = show(id, actor, model);
        model.addAttribute("stopsAt", reclaims.stopOf(id).map(Dates::moment).orElse(null));
        MetricsSpan span = MetricsSpan.HOUR;
        model.addAttribute(
                "measured", MeasuredView.of(measuring.last(detail.id(), span.duration(), actor), span.words()));
    }

    DeploymentDetail show(UUID id, Actor actor, Model model) {
        DeploymentDetail detail = deployments.one(new DeploymentId(id), actor);
        model.addAttribute(
                "deployment", DeploymentView.of(detail, teams.named(detail.team(), actor), actor, clock.instant()));
        return detail;
    }
}
