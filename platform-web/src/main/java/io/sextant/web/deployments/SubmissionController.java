package io.sextant.web.deployments;

import io.sextant.api.deployment.SubmitDeployment;
import io.sextant.api.deployment.SubmitRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Denials;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.Refusal;
import io.sextant.web.plan.SubmissionForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Takes the plan page's submission. */
@Controller
class SubmissionController {
    private final SubmitDeployment submit;
    private final Denials denials;
    private final JsonMapper json;

    SubmissionController(SubmitDeployment submit, Denials denials, JsonMapper json) {
        this.submit = submit;
        this.denials = denials;
        this.json = json;
    }

    @PostMapping(SubmissionForm.ACTION)
    @Requires(Permission.DEPLOY)
    String submit(
            @ModelAttribute SubmissionForm form,
            Actor actor,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            SubmitDeployment.Submission submission =
                    submit.submit(requestOf(form, json), text(form.idempotencyKey()), actor);
            if (submission.repeated()) {
                Flash.info(redirect, "This plan was submitted before; here is the deployment it became.");
            }
            return "redirect:/deployments/" + submission.id();
        } catch (PlatformProblem problem) {
            denials.record(problem, "POST " + SubmissionForm.ACTION, null);
            Refusal.show(problem, model, request, response);
            model.addAttribute("planPath", planPath(request));
            return "deployments/refused";
        }
    }

    static SubmitRequest requestOf(SubmissionForm form, JsonMapper json) {
        return new SubmitRequest(
                text(form.name()),
                text(form.digest()),
                form.planRequest(json),
                null,
                form.quotaClass(),
                LastDay.end(form.endsOn()));
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** The plan page as it was, when the browser says that the form came from there. */
    static String planPath(HttpServletRequest request) {
        String from = request.getHeader(HttpHeaders.REFERER);
        if (from == null) {
            return "/plan";
        }
        try {
            URI page = URI.create(from);
            boolean plan = "/plan".equals(page.getPath()) && page.getRawQuery() != null;
            return plan ? "/plan?" + page.getRawQuery() : "/plan";
        } catch (IllegalArgumentException e) {
            return "/plan";
        }
    }
}
