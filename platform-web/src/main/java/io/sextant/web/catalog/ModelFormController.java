package io.sextant.web.catalog;

import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.ModelAdministration;
import io.sextant.api.catalog.ModelDraft;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.SentText;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Adds a model: shows what was understood of its config.json, then saves it. */
@Controller
class ModelFormController {
    private static final String SAVE = "save";

    private final ModelAdministration administration;

    ModelFormController(ModelAdministration administration) {
        this.administration = administration;
    }

    @GetMapping("/catalog/new")
    @Requires(Permission.ADMINISTER_CATALOG)
    String blank(Model model) {
        return show(model, ModelForm.blank(), List.of());
    }

    @PostMapping("/catalog/new")
    @Requires(Permission.ADMINISTER_CATALOG)
    String submit(
            @ModelAttribute("typed") ModelForm sent,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "preview") String action,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> unreadable = new ArrayList<>();
        ModelForm typed = sent;
        try {
            String uploaded = SentText.of(file);
            typed = uploaded.isEmpty() ? sent : sent.withConfig(uploaded);
            ModelDraft draft = typed.draft(unreadable);
            return action.equals(SAVE) && unreadable.isEmpty()
                    ? saved(draft, typed, actor, redirect)
                    : previewed(draft, typed, unreadable, actor, model, response);
        } catch (PlatformProblem.Invalid invalid) {
            return refuse(model, response, typed, FormErrors.joined(unreadable, onConfig(invalid.errors())));
        } catch (PlatformProblem.Conflict taken) {
            FieldError error = new FieldError("nimId", taken.type(), taken.detail() + " " + taken.remedy());
            return refuse(model, response, typed, FormErrors.joined(unreadable, List.of(error)));
        }
    }

    private String saved(ModelDraft draft, ModelForm typed, Actor actor, RedirectAttributes redirect) {
        CatalogModel added = administration.add(draft, administration.parse(typed.configText()), actor);
        Flash.ok(
                redirect,
                added.title() + " is in the catalogue and can be planned."
                        + (added.isDeployable() ? "" : " To deploy it, name its NIM image."));
        return "redirect:/catalog/" + added.nimId();
    }

    private String previewed(
            ModelDraft draft,
            ModelForm typed,
            List<FieldError> unreadable,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        PreviewView preview =
                PreviewView.of(administration.preview(draft, administration.parse(typed.configText()), actor));
        if (!unreadable.isEmpty()) {
            return refuse(model, response, typed, unreadable);
        }
        model.addAttribute("preview", preview);
        return show(model, typed, List.of());
    }

    // A file that was chosen is shown as text, and its faults belong to that text.
    private static List<FieldError> onConfig(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.pointer().equals("file")
                        ? new FieldError("config", error.code(), error.message())
                        : error)
                .toList();
    }

    private static String refuse(Model model, HttpServletResponse response, ModelForm typed, List<FieldError> errors) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, typed, errors);
    }

    private static String show(Model model, ModelForm form, List<FieldError> errors) {
        FormState.add(model, "form", form, errors);
        return "catalog/model-new";
    }
}
