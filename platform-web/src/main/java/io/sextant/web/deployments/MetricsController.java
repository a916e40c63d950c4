package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentDetail;
import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.MeasureDeployment;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Attachment;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

@Controller
@RequestMapping("/deployments/{id}")
class MetricsController {
    private final MeasureDeployment measuring;
    private final DeploymentPage page;
    private final JsonMapper json;

    MetricsController(MeasureDeployment measuring, DeploymentPage page, JsonMapper json) {
        this.measuring = measuring;
        this.page = page;
        this.json = json;
    }

    @GetMapping("/metrics")
    @Requires(Permission.VIEW_TEAM)
    String metrics(@PathVariable UUID id, @RequestParam(defaultValue = "1h") String span, Actor actor, Model model) {
        DeploymentDetail detail = page.show(id, actor, model);
        MetricsSpan asked = MetricsSpan.of(span);
        model.addAttribute(
                "metrics",
                MetricsView.of(
                        measuring.last(detail.id(), asked.duration(), actor), asked, "/deployments/" + id, json));
        return "deployments/metrics";
    }

    @GetMapping("/metrics.csv")
    @Requires(Permission.VIEW_TEAM)
    ResponseEntity<byte[]> csv(@PathVariable UUID id, @RequestParam(defaultValue = "1h") String span, Actor actor) {
        MetricsSpan asked = MetricsSpan.of(span);
        String csv = MetricsView.csv(measuring.last(new DeploymentId(id), asked.duration(), actor));
        return Attachment.csv("metrics-" + id + "-" + asked.key() + ".csv", csv);
    }
}
