package io.sextant.web.deployments;

import io.sextant.api.deployment.ChangeDeployment;
import io.sextant.api.deployment.DeploymentChange;
import io.sextant.api.deployment.DeploymentDetail;
import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.Deployments;
import io.sextant.api.deployment.PlanAgain;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Denials;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Stops, starts, resizes, rolls back and changes the plan: a page shows the effect, and the same page confirms it. */
@Controller
@RequestMapping("/deployments/{id}")
class LifecycleController {
    private static final String PAGE = "deployments/change";

    private final ChangeDeployment changing;
    private final PlanAgain planAgain;
    private final Deployments deployments;
    private final DeploymentPage page;
    private final Denials denials;

    LifecycleController(
            ChangeDeployment changing,
            PlanAgain planAgain,
            Deployments deployments,
            DeploymentPage page,
            Denials denials) {
        this.changing = changing;
        this.planAgain = planAgain;
        this.deployments = deployments;
        this.page = page;
        this.denials = denials;
    }

    @GetMapping("/generations")
    @Requires(Permission.VIEW_TEAM)
    String generations(@PathVariable UUID id, Actor actor, Model model) {
        DeploymentDetail detail = page.show(id, actor, model);
        boolean changeable = model.getAttribute("deployment") instanceof DeploymentView view && view.mayChange();
        model.addAttribute(
                "generations",
                GenerationsView.of(deployments.generations(detail.id(), actor), "/deployments/" + id, changeable));
        return "deployments/generations";
    }

    /** The effect of the change; of a resize once there are bounds, of another plan once it is chosen. */
    @GetMapping({"/stop", "/start", "/resize", "/rollback", "/replan"})
    @Requires(Permission.DEPLOY)
    String ask(
            @PathVariable UUID id,
            @ModelAttribute("form") ChangeForm form,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Verb verb = Verb.of(request);
        DeploymentDetail detail = page.show(id, actor, model);
        fill(model, verb, form.within(detail));
        if (verb == Verb.RESIZE && !form.hasBounds()) {
            return PAGE;
        }
        try {
            if (verb == Verb.REPLAN) {
                model.addAttribute(
                        "candidates",
                        CandidatesView.of(
                                planAgain.candidates(detail.id(), null, actor), detail.plan(), form.candidateOrNone()));
            }
            if (verb == Verb.REPLAN && form.candidateOrNone().isEmpty()) {
                return PAGE;
            }
            DeploymentChange change = verb.change(form);
            model.addAttribute("change", ChangeView.of(changing.preview(detail.id(), change, actor), change));
        } catch (PlatformProblem problem) {
            Refusal.show(problem, model, request, response);
        }
        return PAGE;
    }

    @PostMapping({"/stop", "/start", "/resize", "/rollback", "/replan"})
    @Requires(Permission.DEPLOY)
    String carryOut(
            @PathVariable UUID id,
            @ModelAttribute("form") ChangeForm form,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Verb verb = Verb.of(request);
        try {
            changing.change(new DeploymentId(id), verb.change(form), form.seenGeneration(), form.key(), actor);
            if (deployments.one(new DeploymentId(id), actor).waiting() == null) {
                Flash.ok(redirect, verb.done());
            } else {
                Flash.attention(
                        redirect, "Asked for. It begins once it is approved; until then everything stays as it is.");
            }
            return "redirect:/deployments/" + id;
        } catch (PlatformProblem.NotFound | PlatformProblem.Forbidden problem) {
            throw problem;
        } catch (PlatformProblem problem) {
            denials.record(problem, "POST " + request.getRequestURI(), null);
            fill(model, verb, form.within(page.show(id, actor, model)));
            Refusal.show(problem, model, request, response);
            return PAGE;
        }
    }

    private static void fill(Model model, Verb verb, ChangeForm bounds) {
        model.addAttribute("verb", verb);
        model.addAttribute("bounds", bounds);
    }

    /** What can be asked here; its address is its name in small letters. */
    enum Verb {
        STOP("Stop", "Stop requested. The GPUs come back once the replicas have ended."),
        START("Start", "Start requested. Its GPUs are reserved."),
        RESIZE("Resize", "Resized. The cluster carries it out now."),
        ROLLBACK("Roll back", "Rolled back. The cluster carries it out now."),
        REPLAN("Change the plan of", "The plan is changed. What runs goes on serving until the new one answers.");

        private final String label;
        private final String done;

        Verb(String label, String done) {
            this.label = label;
            this.done = done;
        }

        static Verb of(HttpServletRequest request) {
            String path = request.getRequestURI();
            return valueOf(path.substring(path.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT));
        }

        DeploymentChange change(ChangeForm form) {
            return switch (this) {
                case STOP -> new DeploymentChange.Stop();
                case START -> new DeploymentChange.Start();
                case RESIZE -> form.resize();
                case ROLLBACK -> form.rollBack();
                case REPLAN -> form.replan();
            };
        }

        public String label() {
            return label;
        }

        public String path() {
            return "/" + name().toLowerCase(Locale.ROOT);
        }

        public boolean asksForBounds() {
            return this == RESIZE;
        }

        String done() {
            return done;
        }
    }
}
