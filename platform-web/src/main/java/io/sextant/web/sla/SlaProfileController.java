package io.sextant.web.sla;

import io.sextant.api.sla.SlaFilter;
import io.sextant.api.sla.SlaMode;
import io.sextant.api.sla.SlaProfileId;
import io.sextant.api.sla.SlaProfileView;
import io.sextant.api.sla.SlaProfiles;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Teams;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lists and shows profiles, retires and restores them; {@link SlaFormController} writes them. */
@Controller
@RequestMapping("/sla-profiles")
class SlaProfileController {
    private final SlaProfiles profiles;
    private final Teams teams;

    SlaProfileController(SlaProfiles profiles, Teams teams) {
        this.profiles = profiles;
        this.teams = teams;
    }

    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    String list(@ModelAttribute("typed") SlaFilterForm typed, Actor actor, Model model) {
        FormState.add(model, "filter", typed, List.of());
        model.addAttribute(
                "profiles",
                profiles.visibleTo(actor, typed.filter()).stream()
                        .map(ProfileRow::of)
                        .toList());
        model.addAttribute("narrow", typed.isNarrow());
        model.addAttribute("mayCreate", actor.mayAnywhere(Permission.EDIT_TEAM_SLA));
        model.addAttribute("owners", owners(actor));
        model.addAttribute("modes", modes());
        return "sla/list";
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_TEAM)
    String one(@PathVariable UUID id, Actor actor, Model model) {
        SlaProfileId profile = new SlaProfileId(id);
        model.addAttribute("page", ProfilePage.of(profiles.profile(profile, actor), profiles.history(profile, actor)));
        return "sla/profile";
    }

    @PostMapping("/{id}/retirement")
    @Requires(Permission.EDIT_TEAM_SLA)
    String retire(@PathVariable UUID id, @RequestParam int revision, Actor actor, RedirectAttributes redirect) {
        SlaProfileView retired = profiles.retire(new SlaProfileId(id), revision, actor);
        Flash.ok(
                redirect,
                retired.name() + " is retired. New plans no longer offer it; deployments keep their version.");
        return "redirect:/sla-profiles/" + id;
    }

    @PostMapping("/{id}/restoration")
    @Requires(Permission.EDIT_TEAM_SLA)
    String restore(@PathVariable UUID id, @RequestParam int revision, Actor actor, RedirectAttributes redirect) {
        SlaProfileView restored = profiles.restore(new SlaProfileId(id), revision, actor);
        Flash.ok(redirect, restored.name() + " can be chosen again.");
        return "redirect:/sla-profiles/" + id;
    }

    private List<Option> owners(Actor actor) {
        List<Option> owners = new ArrayList<>();
        owners.add(new Option("", "Any"));
        owners.add(new Option(SlaFilter.ORGANISATION, "Organisation"));
        teams.visibleTo(actor).forEach(team -> owners.add(new Option(team.slug(), team.name())));
        return owners;
    }

    private static List<Option> modes() {
        return List.of(
                new Option("", "Any"),
                new Option(SlaMode.ONLINE.key(), "Online"),
                new Option(SlaMode.OFFLINE.key(), "Offline"));
    }
}
