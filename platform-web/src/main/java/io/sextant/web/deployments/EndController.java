package io.sextant.web.deployments;

import io.sextant.api.deployment.DeploymentId;
import io.sextant.api.deployment.DeploymentLease;
import io.sextant.api.deployment.SetLease;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormState;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Until when a deployment runs. */
@Controller
@RequestMapping("/deployments/{id}/end")
class EndController {
    private static final String ENDS_ON = "endsOn";

    private final SetLease leases;
    private final DeploymentPage page;

    EndController(SetLease leases, DeploymentPage page) {
        this.leases = leases;
        this.page = page;
    }

    @GetMapping
    @Requires(Permission.DEPLOY)
    String ask(@PathVariable UUID id, Actor actor, Model model) {
        DeploymentLease lease = leases.of(new DeploymentId(id), actor);
        return show(
                id,
                new EndForm(LastDay.of(lease.endsAt()), Integer.toString(lease.revision())),
                List.of(),
                lease,
                actor,
                model);
    }

    @PostMapping
    @Requires(Permission.DEPLOY)
    String set(
            @PathVariable UUID id,
            @ModelAttribute("typed") EndForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        DeploymentId deployment = new DeploymentId(id);
        List<FieldError> errors;
        try {
            DeploymentLease lease = leases.set(deployment, LastDay.end(typed.endsOn()), typed.seenRevision(), actor);
            Flash.ok(
                    redirect,
                    lease.endsAt() == null
                            ? "It has no end."
                            : "It is stopped at " + Dates.moment(lease.endsAt()) + " unless that is changed.");
            return "redirect:/deployments/" + id;
        } catch (PlatformProblem.Invalid invalid) {
            errors = invalid.errors().stream()
                    .map(error -> new FieldError(ENDS_ON, error.code(), error.message()))
                    .toList();
        } catch (PlatformProblem.StaleVersion | PlatformProblem.Conflict refused) {
            errors = List.of(new FieldError(ENDS_ON, refused.type(), refused.detail() + " " + refused.remedy()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        DeploymentLease lease = leases.of(deployment, actor);
        EndForm again = new EndForm(typed.endsOn(), Integer.toString(lease.revision()));
        return show(id, again, errors, lease, actor, model);
    }

    private String show(
            UUID id, EndForm form, List<FieldError> errors, DeploymentLease lease, Actor actor, Model model) {
        page.show(id, actor, model);
        model.addAttribute(
                "now",
                lease.endsAt() == null
                        ? "It has no end."
                        : (lease.over() ? "Its end was " : "It is stopped at ") + Dates.moment(lease.endsAt()) + ", as "
                                + lease.setBy() + " set.");
        model.addAttribute(
                "hint",
                lease.latest() == null
                        ? "The end of that day in UTC; leave it empty for no end"
                        : "The end of that day in UTC, " + LastDay.of(lease.latest())
                                + " at the latest; leave it empty for that");
        FormState.add(model, "form", form, errors);
        return "deployments/end";
    }
}
