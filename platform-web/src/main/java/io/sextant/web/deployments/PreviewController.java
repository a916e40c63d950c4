package io.sextant.web.deployments;

import io.sextant.api.deployment.ManifestBundle;
import io.sextant.api.deployment.PreviewSubmission;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Denials;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Refusal;
import io.sextant.web.plan.SubmissionForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.json.JsonMapper;

/** Shows what the plan page's submission would apply; the form is the same, so that it can be submitted from here. */
@Controller
@RequestMapping("/deployments/preview")
class PreviewController {
    private final PreviewSubmission previewing;
    private final Denials denials;
    private final JsonMapper json;

    PreviewController(PreviewSubmission previewing, Denials denials, JsonMapper json) {
        this.previewing = previewing;
        this.denials = denials;
        this.json = json;
    }

    @PostMapping
    @Requires(Permission.PLAN)
    String preview(
            @ModelAttribute("form") SubmissionForm form,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("planPath", SubmissionController.planPath(request));
        try {
            ManifestBundle bundle = bundle(form, actor);
            model.addAttribute("submission", form);
            model.addAttribute(
                    "manifests",
                    bundle.manifests().stream().map(ManifestView::of).toList());
            return "deployments/preview";
        } catch (PlatformProblem problem) {
            denials.record(problem, "POST " + request.getRequestURI(), null);
            Refusal.show(problem, model, request, response);
            return "deployments/refused";
        }
    }

    @PostMapping("/manifests.yaml")
    @Requires(Permission.PLAN)
    ResponseEntity<byte[]> yaml(@ModelAttribute("form") SubmissionForm form, Actor actor) {
        return ManifestFile.yaml(bundle(form, actor));
    }

    @PostMapping("/kustomization.zip")
    @Requires(Permission.PLAN)
    ResponseEntity<byte[]> kustomization(@ModelAttribute("form") SubmissionForm form, Actor actor) {
        return ManifestFile.kustomization(bundle(form, actor));
    }

    private ManifestBundle bundle(SubmissionForm form, Actor actor) {
        return previewing.preview(
                SubmissionController.requestOf(form, json), SubmissionController.text(form.idempotencyKey()), actor);
    }
}
