package io.sextant.web.faults;

import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.deployment.DeploymentSummary;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Causes faults in the sandbox's cluster and clears them. */
@Controller
@Profile("sandbox")
class FaultController {
    private static final String PAGE = "redirect:/sandbox/faults";

    private final FaultClient faults;
    private final Deployments deployments;
    private final ClusterInventories clusters;
    private final Clock clock;

    FaultController(FaultClient faults, Deployments deployments, ClusterInventories clusters, Clock clock) {
        this.faults = faults;
        this.deployments = deployments;
        this.clusters = clusters;
        this.clock = clock;
    }

    @GetMapping("/sandbox/faults")
    @Requires(Permission.ADMINISTER)
    String page(Actor actor, Model model) {
        return show(model, faults.all(), actor, new FaultForm("", "", "", ""), DrawForm.USUAL, List.of());
    }

    @PostMapping("/sandbox/faults")
    @Requires(Permission.ADMINISTER)
    String cause(
            @ModelAttribute("typed") FaultForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        SandboxFaults now = faults.all();
        List<FieldError> errors = new ArrayList<>();
        Map<String, Object> order = typed.order(now.kinds(), errors);
        try {
            if (errors.isEmpty()) {
                faults.cause(order);
                Flash.ok(redirect, "The fault holds; the deployments below show it as soon as it strikes them.");
                return PAGE;
            }
        } catch (PlatformProblem.Invalid refused) {
            errors = FormErrors.joined(errors, refused.errors());
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, now, actor, typed, DrawForm.USUAL, errors);
    }

    @PostMapping("/sandbox/faults/random")
    @Requires(Permission.ADMINISTER)
    String draw(
            @ModelAttribute("typed") DrawForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors = new ArrayList<>();
        long seed = DrawForm.number("seed", typed.seed(), 0, 999_999_999, errors);
        long count = DrawForm.number("count", typed.count(), 1, 50, errors);
        long seconds = DrawForm.number("longest", typed.longest(), 1, 86_400, errors);
        try {
            if (errors.isEmpty()) {
                faults.draw(seed, count, seconds);
                Flash.ok(redirect, "Faults drawn by seed " + seed + "; the same seed draws the same ones.");
                return PAGE;
            }
        } catch (PlatformProblem.Invalid refused) {
            errors = FormErrors.joined(errors, refused.errors());
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, faults.all(), actor, new FaultForm("", "", "", ""), typed, errors);
    }

    @PostMapping("/sandbox/faults/{fault}/clearing")
    @Requires(Permission.ADMINISTER)
    String clear(@PathVariable String fault, RedirectAttributes redirect) {
        if (fault.matches("f\\d{1,9}")) {
            faults.clear(fault);
        }
        Flash.ok(redirect, "The fault is cleared.");
        return PAGE;
    }

    @PostMapping("/sandbox/faults/clearing")
    @Requires(Permission.ADMINISTER)
    String clearAll(RedirectAttributes redirect) {
        faults.clearAll();
        Flash.ok(redirect, "All faults are cleared.");
        return PAGE;
    }

    private String show(
            Model model, SandboxFaults known, Actor actor, FaultForm form, DrawForm draw, List<FieldError> errors) {
        Instant now = clock.instant();
        List<DeploymentSummary> listed = deployments
                .list(null, false, PageRequest.of(PageRequest.MAX_SIZE, null), actor)
                .items();
        model.addAttribute("kinds", known.kinds());
        model.addAttribute(
                "kindOptions",
                known.kinds().stream()
                        .map(kind -> new Option(kind.kind(), kind.title()))
                        .toList());
        model.addAttribute("targets", targets(listed));
        model.addAttribute(
                "active",
                known.active().stream().map(fault -> FaultView.of(fault, now)).toList());
        model.addAttribute(
                "deployments", listed.stream().map(FaultView.Deployment::of).toList());
        boolean drawn = errors.stream()
                .anyMatch(error -> List.of("seed", "count", "longest").contains(error.pointer()));
        FormState.add(model, "form", form, drawn ? List.of() : errors);
        FormState.add(model, "draw", draw, drawn ? errors : List.of());
        return "faults/faults";
    }

    private List<Option> targets(List<DeploymentSummary> listed) {
        List<Option> targets = new ArrayList<>();
        targets.add(new Option("", "The whole cluster"));
        listed.forEach(one -> targets.add(
                new Option(Team.namespaceOf(one.team()) + "/" + one.name(), one.name() + " of " + one.teamName())));
        clusters.all().stream()
                .map(ClusterCapacity::nodes)
                .flatMap(List::stream)
                .forEach(node -> targets.add(new Option("node:" + node.name(), "Node " + node.name())));
        return targets;
    }
}
