package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentDetail;
import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.deployment.RetireDeployment;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/deployments/{id}")
class DeploymentController {
    private final Deployments deployments;
    private final RetireDeployment retireDeployment;
    private final DeploymentPage page;

    DeploymentController(Deployments deployments, RetireDeployment retireDeployment, DeploymentPage page) {
        this.deployments = deployments;
        this.retireDeployment = retireDeployment;
        this.page = page;
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    String overview(
            @PathVariable UUID id,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Actor actor,
            Model model) {
        page.overview(id, actor, model);
        return part ? "deployments/detail :: status" : "deployments/detail";
    }

    @GetMapping("/events")
    @Requires(Permission.VIEW_TEAM)
    String events(@PathVariable UUID id, Actor actor, Model model) {
        DeploymentDetail detail = page.show(id, actor, model);
        model.addAttribute("events", EventsView.of(detail, deployments.events(detail.id(), actor)));
        return "deployments/events";
    }

    @GetMapping("/manifests")
    @Requires(Permission.VIEW_TEAM)
    String manifests(@PathVariable UUID id, Actor actor, Model model) {
        DeploymentDetail detail = page.show(id, actor, model);
        model.addAttribute(
                "manifests",
                deployments.manifests(detail.id(), actor).manifests().stream()
                        .map(ManifestView::of)
                        .toList());
        return "deployments/manifests";
    }

    @GetMapping("/retirement")
    @Requires(Permission.DEPLOY)
    String confirmRetirement(@PathVariable UUID id, Actor actor, Model model) {
        page.show(id, actor, model);
        return "deployments/retirement";
    }

    @PostMapping("/retirement")
    @Requires(Permission.DEPLOY)
    String retire(@PathVariable UUID id, Actor actor, RedirectAttributes redirect) {
        retireDeployment.retire(new DeploymentId(id), actor);
        Flash.ok(redirect, "Retirement requested. The GPUs come back once the pods are gone.");
        return "redirect:/deployments/" + id;
    }
}
