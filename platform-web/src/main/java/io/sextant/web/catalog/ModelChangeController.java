package io.sextant.web.catalog;

import io.sextant.api.catalog.Addition;
import io.sextant.api.catalog.Catalog;
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
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes, deprecates and removes models that were added. */
@Controller
@RequestMapping("/catalog/{publisher}/{name}")
class ModelChangeController {
    private final ModelAdministration administration;
    private final Catalog catalog;

    ModelChangeController(ModelAdministration administration, Catalog catalog) {
        this.administration = administration;
        this.catalog = catalog;
    }

    @GetMapping("/edit")
    @Requires(Permission.ADMINISTER_CATALOG)
    String current(@PathVariable String publisher, @PathVariable String name, Actor actor, Model model) {
        String nimId = publisher + "/" + name;
        ModelDraft draft = administration.draft(nimId, actor);
        return show(model, nimId, ModelForm.of(draft, revision(nimId)), List.of());
    }

    @PostMapping("/edit")
    @Requires(Permission.ADMINISTER_CATALOG)
    String edit(
            @PathVariable String publisher,
            @PathVariable String name,
            @ModelAttribute("typed") ModelForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        String nimId = publisher + "/" + name;
        List<FieldError> unreadable = new ArrayList<>();
        ModelDraft draft = typed.draft(unreadable);
        try {
            if (unreadable.isEmpty()) {
                CatalogModel changed = administration.edit(nimId, Revision.of(typed.revision()), draft, actor);
                Flash.ok(redirect, changed.title() + " is saved.");
                return "redirect:/catalog/" + nimId;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(model, nimId, typed, unreadable);
        } catch (PlatformProblem.Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(model, nimId, typed, FormErrors.joined(List.of(), invalid.errors()));
        } catch (PlatformProblem.StaleVersion stale) {
            response.setStatus(stale.status());
            model.addAttribute("stale", stale.detail());
            return show(model, nimId, typed.from(revision(nimId)), List.of());
        }
    }

    @PostMapping("/deprecation")
    @Requires(Permission.ADMINISTER_CATALOG)
    String deprecate(
            @PathVariable String publisher,
            @PathVariable String name,
            @RequestParam(required = false) String revision,
            Actor actor,
            RedirectAttributes redirect) {
        CatalogModel changed = administration.deprecate(publisher + "/" + name, Revision.of(revision), actor);
        Flash.ok(redirect, changed.title() + " is marked as deprecated; it can still be planned.");
        return "redirect:/catalog/" + changed.nimId();
    }

    @PostMapping("/restoration")
    @Requires(Permission.ADMINISTER_CATALOG)
    String restore(
            @PathVariable String publisher,
            @PathVariable String name,
            @RequestParam(required = false) String revision,
            Actor actor,
            RedirectAttributes redirect) {
        CatalogModel changed = administration.restore(publisher + "/" + name, Revision.of(revision), actor);
        Flash.ok(redirect, changed.title() + " is no longer deprecated.");
        return "redirect:/catalog/" + changed.nimId();
    }

    @PostMapping("/removal")
    @Requires(Permission.ADMINISTER_CATALOG)
    String remove(
            @PathVariable String publisher,
            @PathVariable String name,
            @RequestParam(required = false) String revision,
            Actor actor,
            RedirectAttributes redirect) {
        administration.remove(publisher + "/" + name, Revision.of(revision), actor);
        Flash.ok(redirect, publisher + "/" + name + " is no longer in the catalogue.");
        return "redirect:/catalog";
    }

    private String revision(String nimId) {
        Addition addition = catalog.model(nimId).addition();
        return addition == null ? "" : String.valueOf(addition.revision());
    }

    private static String show(Model model, String nimId, ModelForm form, List<FieldError> errors) {
        model.addAttribute("nimId", nimId);
        FormState.add(model, "form", form, errors);
        return "catalog/model-edit";
    }
}
