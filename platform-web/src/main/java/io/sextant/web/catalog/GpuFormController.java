package io.sextant.web.catalog;

import io.sextant.api.catalog.Addition;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.GpuAdministration;
import io.sextant.api.catalog.GpuDraft;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Adds GPU products, and changes and removes those that were added. */
@Controller
class GpuFormController {
    private final GpuAdministration administration;
    private final Catalog catalog;

    GpuFormController(GpuAdministration administration, Catalog catalog) {
        this.administration = administration;
        this.catalog = catalog;
    }

    @GetMapping("/catalog/gpus/new")
    @Requires(Permission.ADMINISTER_CATALOG)
    String blank(Model model) {
        return show(model, "", GpuForm.blank(), List.of());
    }

    @PostMapping("/catalog/gpus/new")
    @Requires(Permission.ADMINISTER_CATALOG)
    String add(
            @ModelAttribute("typed") GpuForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return written(
                "",
                typed,
                model,
                response,
                redirect,
                draft -> administration.add(draft, actor),
                " is in the catalogue. Give it a price so that plans offer it.");
    }

    @GetMapping("/catalog/gpus/{name}/edit")
    @Requires(Permission.ADMINISTER_CATALOG)
    String current(@PathVariable String name, Actor actor, Model model) {
        return show(model, name, GpuForm.of(administration.draft(name, actor), revision(name)), List.of());
    }

    @PostMapping("/catalog/gpus/{name}/edit")
    @Requires(Permission.ADMINISTER_CATALOG)
    String edit(
            @PathVariable String name,
            @ModelAttribute("typed") GpuForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            return written(
                    name,
                    typed,
                    model,
                    response,
                    redirect,
                    draft -> administration.edit(name, Revision.of(typed.revision()), draft, actor),
                    " is saved.");
        } catch (PlatformProblem.StaleVersion stale) {
            response.setStatus(stale.status());
            model.addAttribute("stale", stale.detail());
            return show(model, name, typed.from(revision(name)), List.of());
        }
    }

    @PostMapping("/catalog/gpus/{name}/removal")
    @Requires(Permission.ADMINISTER_CATALOG)
    String remove(
            @PathVariable String name,
            @RequestParam(required = false) String revision,
            Actor actor,
            RedirectAttributes redirect) {
        administration.remove(name, Revision.of(revision), actor);
        Flash.ok(redirect, name + " is no longer in the catalogue.");
        return "redirect:/catalog/gpus";
    }

    private static String written(
            String name,
            GpuForm typed,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Function<GpuDraft, CatalogGpu> write,
            String done) {
        List<FieldError> unreadable = new ArrayList<>();
        GpuDraft draft = typed.draft(unreadable);
        try {
            if (unreadable.isEmpty()) {
                CatalogGpu gpu = write.apply(draft);
                Flash.ok(redirect, gpu.title() + done);
                return "redirect:/catalog/gpus/" + gpu.name();
            }
            return refuse(name, typed, model, response, unreadable);
        } catch (PlatformProblem.Invalid invalid) {
            return refuse(name, typed, model, response, FormErrors.joined(unreadable, invalid.errors()));
        } catch (PlatformProblem.Conflict conflict) {
            FieldError error = new FieldError("name", conflict.type(), conflict.detail() + " " + conflict.remedy());
            return refuse(name, typed, model, response, List.of(error));
        }
    }

    private static String refuse(
            String name, GpuForm typed, Model model, HttpServletResponse response, List<FieldError> errors) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, name, typed, errors);
    }

    private String revision(String name) {
        Addition addition = catalog.gpu(name).addition();
        return addition == null ? "" : String.valueOf(addition.revision());
    }

    private static String show(Model model, String name, GpuForm form, List<FieldError> errors) {
        model.addAttribute("name", name);
        model.addAttribute(
                "generations",
                GpuDraft.pcieGenerations().stream().map(Option::of).toList());
        FormState.add(model, "form", form, errors);
        return "catalog/gpu-form";
    }
}
