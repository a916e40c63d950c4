package io.sextant.web.sla;

import io.sextant.api.problem.FieldError;
import io.sextant.api.sla.SlaFilter;
import io.sextant.api.sla.SlaProfileView;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Teams;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * The page that a profile is written on.
 *
 * @param action where the form is sent
 * @param back where "cancel" leads
 * @param owners to choose from; empty when the profile has its owner already
 */
record SlaFormPage(String title, String lede, String action, String back, List<Option> owners) {
    private static final List<Option> MODES = List.of(new Option("online", "Online"), new Option("offline", "Offline"));
    private static final List<Option> PERCENTILES =
            List.of(Option.of("p50"), Option.of("p90"), Option.of("p95"), Option.of("p99"));

    static SlaFormPage forNew(Actor actor, Teams teams) {
        List<Option> owners = new ArrayList<>();
        teams.visibleTo(actor).stream()
                .filter(team -> actor.may(Permission.EDIT_TEAM_SLA, team.id()))
                .forEach(team -> owners.add(new Option(team.slug(), team.name())));
        if (actor.mayEverywhere(Permission.EDIT_ORGANISATION_SLA)) {
            owners.addFirst(new Option(SlaFilter.ORGANISATION, "Organisation (every team)"));
        }
        return new SlaFormPage(
                "New SLA profile",
                "Say what users must feel. At least one target is needed; leave empty what does not matter.",
                "/sla-profiles",
                "/sla-profiles",
                List.copyOf(owners));
    }

    static SlaFormPage forEdit(SlaProfileView profile) {
        String path = "/sla-profiles/" + profile.id();
        return new SlaFormPage(
                "Edit " + profile.name(),
                "Saving makes version " + (profile.current().version() + 1)
                        + ". Deployments keep the version they were accepted with.",
                path + "/versions",
                path,
                List.of());
    }

    String firstOwner() {
        return owners.isEmpty() ? "" : owners.getFirst().value();
    }

    String show(Model model, SlaForm form, List<FieldError> errors) {
        model.addAttribute("page", this);
        model.addAttribute("modes", MODES);
        model.addAttribute("percentiles", PERCENTILES);
        FormState.add(model, "form", form, errors);
        return "sla/form";
    }

    String refuse(Model model, HttpServletResponse response, SlaForm form, List<FieldError> errors) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, form, errors);
    }
}
