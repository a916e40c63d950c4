package io.sextant.web.members;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Member;
import io.sextant.api.tenancy.Members;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.tenancy.Teams;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is in a team; its administrators add people, change roles and make service accounts. */
@Controller
class MembersController {
    private final Members members;
    private final Teams teams;

    MembersController(Members members, Teams teams) {
        this.members = members;
        this.teams = teams;
    }

    @GetMapping("/members")
    @Requires(Permission.VIEW_TEAM)
    String choose(@RequestParam(required = false) @Nullable String team, Actor actor, Model model) {
        if (team != null && !team.isBlank()) {
            return "redirect:/members/" + teams.named(team, actor).slug();
        }
        List<Team> visible = teams.visibleTo(actor);
        if (visible.isEmpty()) {
            throw new PlatformProblem.NotFound("team", "", "Ask a platform administrator to add you to a team.");
        }
        return "redirect:/members/" + visible.getFirst().slug();
    }

    @GetMapping("/members/{team}")
    @Requires(Permission.VIEW_TEAM)
    String list(@PathVariable String team, Actor actor, Model model) {
        FormState.add(model, "service", ServiceForm.BLANK, List.of());
        return show(model, teams.named(team, actor), MemberForm.BLANK, List.of(), actor);
    }

    @PostMapping("/members/{team}")
    @Requires(Permission.EDIT_MEMBERS)
    String assign(
            @PathVariable String team,
            @ModelAttribute("typed") MemberForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Team asked = teams.named(team, actor);
        List<FieldError> errors;
        try {
            Member member =
                    members.assign(asked, Objects.requireNonNullElse(typed.username(), ""), role(typed.role()), actor);
            Flash.ok(
                    redirect,
                    "%s is %s of %s.".formatted(member.displayName(), MemberRow.label(member.role()), asked.name()));
            return "redirect:/members/" + asked.slug();
        } catch (PlatformProblem.NotFound unknown) {
            errors = List.of(new FieldError("username", "unknown", "Nobody has this account. " + unknown.remedy()));
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(List.of(), invalid.errors());
        } catch (PlatformProblem.Conflict foreign) {
            errors = List.of(new FieldError("username", foreign.type(), foreign.detail()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        FormState.add(model, "service", ServiceForm.BLANK, List.of());
        return show(model, asked, typed, errors, actor);
    }

    @PostMapping("/members/{team}/removal")
    @Requires(Permission.EDIT_MEMBERS)
    String remove(@PathVariable String team, @RequestParam String username, Actor actor, RedirectAttributes redirect) {
        Team asked = teams.named(team, actor);
        members.remove(asked, username, actor);
        Flash.ok(redirect, username + " is no longer in " + asked.name() + ".");
        return "redirect:/members/" + asked.slug();
    }

    @PostMapping("/members/{team}/service-accounts")
    @Requires(Permission.EDIT_MEMBERS)
    String createService(
            @PathVariable String team,
            @ModelAttribute("typed") ServiceForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Team asked = teams.named(team, actor);
        List<FieldError> errors;
        try {
            Member service = members.createService(asked, typed.name(), role(typed.role()), actor);
            Flash.ok(redirect, "The service account is made. Issue a token for it.");
            return "redirect:/members/" + asked.slug() + "/service-accounts/" + service.id();
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(List.of(), invalid.errors());
        } catch (PlatformProblem.Conflict taken) {
            errors = List.of(new FieldError("name", taken.type(), taken.detail() + " " + taken.remedy()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        FormState.add(model, "service", typed, errors);
        return show(model, asked, MemberForm.BLANK, List.of(), actor);
    }

    private String show(Model model, Team team, MemberForm form, List<FieldError> errors, Actor actor) {
        model.addAttribute("team", team);
        model.addAttribute(
                "members",
                members.of(team, actor).stream()
                        .map(member -> MemberRow.of(member, team.slug()))
                        .toList());
        model.addAttribute("mayEdit", actor.may(Permission.EDIT_MEMBERS, team.id()));
        model.addAttribute("roles", roles(TeamRole.values()));
        model.addAttribute("serviceRoles", roles(TeamRole.MEMBER, TeamRole.VIEWER));
        model.addAttribute(
                "teams",
                teams.visibleTo(actor).stream()
                        .map(visible -> new Option(visible.slug(), visible.name()))
                        .toList());
        FormState.add(model, "form", form, errors);
        return "members/team";
    }

    private static List<Option> roles(TeamRole... roles) {
        return Stream.of(roles)
                .map(role -> new Option(role.name(), MemberRow.label(role)))
                .toList();
    }

    private static TeamRole role(@Nullable String typed) {
        return Stream.of(TeamRole.values())
                .filter(role -> role.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> new PlatformProblem.Invalid("/role", "unknown", "Choose one of the roles."));
    }
}
