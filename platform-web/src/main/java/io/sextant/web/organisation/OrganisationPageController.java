package io.sextant.web.organisation;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaMoves;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrgUnit;
import io.sextant.api.tenancy.OrganisationTree;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import io.sextant.web.layout.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/** Shows the tree, and changes it. */
@Controller
@RequestMapping("/organisation")
class OrganisationPageController {
    private static final String HERE = "redirect:/organisation";
    private static final List<Option> KINDS =
            List.of(new Option("TEAM", "Team"), new Option("DEPARTMENT", "Department"));

    private final OrganisationTree tree;
    private final QuotaMoves moves;
    private final Catalog catalog;

    OrganisationPageController(OrganisationTree tree, QuotaMoves moves, Catalog catalog) {
        this.tree = tree;
        this.moves = moves;
        this.catalog = catalog;
    }

    @GetMapping
    @Requires(Permission.ADMINISTER)
    String list(Actor actor, Model model) {
        return showTree(model, UnitForm.BLANK, List.of(), actor);
    }

    @PostMapping
    @Requires(Permission.ADMINISTER)
    String create(
            @ModelAttribute("typed") UnitForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors;
        try {
            OrgUnit created = tree.create(kind(typed.kind()), typed.slug(), typed.name(), typed.parent(), actor);
            Flash.ok(redirect, created.name() + " is part of the organisation.");
            return HERE;
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(List.of(), invalid.errors());
        } catch (PlatformProblem.Conflict taken) {
            errors = List.of(new FieldError("slug", taken.type(), taken.detail() + " " + taken.remedy()));
        } catch (PlatformProblem.NotFound unknown) {
            errors = List.of(new FieldError("parent", unknown.type(), "Choose what it lies below."));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return showTree(model, typed, errors, actor);
    }

    @GetMapping("/{unit}")
    @Requires(Permission.ADMINISTER)
    String one(@PathVariable String unit, Actor actor, Model model) {
        return showUnit(model, unit, actor);
    }

    @PostMapping("/{unit}/name")
    @Requires(Permission.ADMINISTER)
    String rename(
            @PathVariable String unit,
            @RequestParam int revision,
            @RequestParam String name,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return attempt(
                () -> done(redirect, tree.rename(unit, revision, name, actor), "is its name now."),
                unit,
                actor,
                model,
                request,
                response);
    }

    /** What it would do to quota, before anything is moved. */
    @GetMapping("/{unit}/move")
    @Requires(Permission.ADMINISTER)
    String previewMove(
            @PathVariable String unit,
            @RequestParam String parent,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return attempt(
                () -> {
                    List<OrgUnit> units = tree.all(actor);
                    model.addAttribute("move", MoveView.of(moves.preview(unit, parent, actor), catalog::gpuName));
                    model.addAttribute("unit", UnitRow.of(named(units, unit)));
                    model.addAttribute("parent", named(units, parent));
                    return "organisation/move";
                },
                unit,
                actor,
                model,
                request,
                response);
    }

    @PostMapping("/{unit}/parent")
    @Requires(Permission.ADMINISTER)
    String move(
            @PathVariable String unit,
            @RequestParam int revision,
            @RequestParam String parent,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return attempt(
                () -> done(redirect, tree.move(unit, revision, parent, actor), "is moved, with all below it."),
                unit,
                actor,
                model,
                request,
                response);
    }

    @PostMapping("/{unit}/archive")
    @Requires(Permission.ADMINISTER)
    String archive(
            @PathVariable String unit,
            @RequestParam int revision,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return attempt(
                () -> done(redirect, tree.archive(unit, revision, actor), "is archived; its history stays."),
                unit,
                actor,
                model,
                request,
                response);
    }

    @PostMapping("/{unit}/restoration")
    @Requires(Permission.ADMINISTER)
    String restore(
            @PathVariable String unit,
            @RequestParam int revision,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return attempt(
                () -> done(redirect, tree.restore(unit, revision, actor), "can be used again."),
                unit,
                actor,
                model,
                request,
                response);
    }

    private static String done(RedirectAttributes redirect, OrgUnit unit, String sentence) {
        Flash.ok(redirect, unit.name() + " " + sentence);
        return HERE;
    }

    /** Does it, or shows the node's page again with what stands against it. */
    private String attempt(
            Supplier<String> change,
            String unit,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            return change.get();
        } catch (PlatformProblem.Conflict | PlatformProblem.StaleVersion | PlatformProblem.Invalid problem) {
            if (problem instanceof PlatformProblem.Invalid invalid) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("nameError", invalid.detail());
            } else {
                Refusal.show(problem, model, request, response);
            }
            return showUnit(model, unit, actor);
        }
    }

    private String showTree(Model model, UnitForm form, List<FieldError> errors, Actor actor) {
        List<OrgUnit> units = tree.all(actor);
        model.addAttribute("units", units.stream().map(UnitRow::of).toList());
        model.addAttribute("kinds", KINDS);
        model.addAttribute("parents", parents(units));
        FormState.add(model, "form", form, errors);
        return "organisation/tree";
    }

    private String showUnit(Model model, String slug, Actor actor) {
        List<OrgUnit> units = tree.all(actor);
        model.addAttribute("unit", UnitRow.of(named(units, slug)));
        model.addAttribute(
                "parents",
                parents(units.stream().filter(unit -> !unit.slug().equals(slug)).toList()));
        return "organisation/unit";
    }

    private static OrgUnit named(List<OrgUnit> units, String slug) {
        return units.stream()
                .filter(unit -> unit.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new PlatformProblem.NotFound("node", slug, "The tree lists the nodes."));
    }

    private static List<Option> parents(List<OrgUnit> units) {
        return units.stream()
                .filter(unit -> unit.kind() != OrgUnit.Kind.TEAM && !unit.archived())
                .map(unit -> new Option(unit.slug(), "– ".repeat(unit.depth()) + unit.name()))
                .toList();
    }

    private static OrgUnit.@Nullable Kind kind(@Nullable String typed) {
        return Stream.of(OrgUnit.Kind.values())
                .filter(kind -> kind.name().equals(typed))
                .findFirst()
                .orElse(null);
    }
}
