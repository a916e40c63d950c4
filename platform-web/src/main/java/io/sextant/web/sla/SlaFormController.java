package io.sextant.web.sla;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.sla.SlaDraft;
import io.sextant.api.sla.SlaFilter;
import io.sextant.api.sla.SlaProfileId;
import io.sextant.api.sla.SlaProfileView;
import io.sextant.api.sla.SlaProfiles;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import io.sextant.web.layout.Flash;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Creates profiles and writes new versions of them. */
@Controller
@RequestMapping("/sla-profiles")
class SlaFormController {
    private final SlaProfiles profiles;
    private final Teams teams;

    SlaFormController(SlaProfiles profiles, Teams teams) {
        this.profiles = profiles;
        this.teams = teams;
    }

    @GetMapping("/new")
    @Requires(Permission.EDIT_TEAM_SLA)
    String blank(Actor actor, Model model) {
        SlaFormPage page = SlaFormPage.forNew(actor, teams);
        return page.show(model, SlaForm.blank(page.firstOwner()), List.of());
    }

    @PostMapping
    @Requires(Permission.EDIT_TEAM_SLA)
    String create(
            @ModelAttribute("typed") SlaForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        SlaFormPage page = SlaFormPage.forNew(actor, teams);
        return written(
                typed, page, model, response, redirect, draft -> profiles.create(draft, owner(typed, actor), actor));
    }

    @GetMapping("/{id}/edit")
    @Requires(Permission.EDIT_TEAM_SLA)
    String current(@PathVariable UUID id, Actor actor, Model model) {
        SlaProfileView profile = profiles.profile(new SlaProfileId(id), actor);
        return SlaFormPage.forEdit(profile).show(model, SlaForm.of(profile), List.of());
    }

    @PostMapping("/{id}/versions")
    @Requires(Permission.EDIT_TEAM_SLA)
    String edit(
            @PathVariable UUID id,
            @ModelAttribute("typed") SlaForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        SlaProfileView profile = profiles.profile(new SlaProfileId(id), actor);
        SlaFormPage page = SlaFormPage.forEdit(profile);
        try {
            return written(
                    typed,
                    page,
                    model,
                    response,
                    redirect,
                    draft -> profiles.edit(profile.id(), typed.seenRevision(), draft, actor));
        } catch (PlatformProblem.StaleVersion stale) {
            response.setStatus(stale.status());
            model.addAttribute("stale", stale.detail());
            return page.show(model, typed.from(profile.revision()), List.of());
        }
    }

    private static String written(
            SlaForm typed,
            SlaFormPage page,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Function<SlaDraft, SlaProfileView> write) {
        List<FieldError> errors = new ArrayList<>();
        SlaDraft draft = typed.draft(errors);
        if (!errors.isEmpty()) {
            errors.addAll(otherErrors(draft, errors));
            return page.refuse(model, response, typed, errors);
        }
        try {
            SlaProfileView profile = write.apply(draft);
            Flash.ok(
                    redirect,
                    profile.name() + " is saved as version " + profile.current().version() + ".");
            return "redirect:/sla-profiles/" + profile.id();
        } catch (PlatformProblem.Invalid invalid) {
            return page.refuse(model, response, typed, invalid.errors());
        }
    }

    // A number that could not be read counts as missing in the draft: say what is wrong with it once, not twice.
    private static List<FieldError> otherErrors(SlaDraft draft, List<FieldError> unreadable) {
        return draft.errors().stream()
                .filter(error ->
                        !error.code().equals("no-target") && !error.code().equals("missing"))
                .filter(error ->
                        unreadable.stream().noneMatch(known -> error.pointer().endsWith(known.pointer())))
                .toList();
    }

    private @Nullable Team owner(SlaForm typed, Actor actor) {
        String owner = typed.owner();
        return owner == null || owner.isBlank() || owner.equals(SlaFilter.ORGANISATION)
                ? null
                : teams.named(owner, actor);
    }
}
