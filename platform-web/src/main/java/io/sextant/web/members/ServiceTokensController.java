package io.sextant.web.members;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Member;
import io.sextant.api.tenancy.Members;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import io.sextant.api.tenancy.Tokens;
import io.sextant.api.tenancy.UserId;
import io.sextant.api.tenancy.UserToken;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.ShownOnce;
import io.sextant.web.tokens.TokenForm;
import io.sextant.web.tokens.TokenRow;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The API tokens of one of a team's service accounts. */
@Controller
@RequestMapping("/members/{team}/service-accounts/{id}")
class ServiceTokensController {
    private final Tokens tokens;
    private final Members members;
    private final Teams teams;
    private final ShownOnce once;
    private final Clock clock;

    ServiceTokensController(Tokens tokens, Members members, Teams teams, ShownOnce once, Clock clock) {
        this.tokens = tokens;
        this.members = members;
        this.teams = teams;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Permission.EDIT_MEMBERS)
    String list(@PathVariable String team, @PathVariable UUID id, Actor actor, Model model) {
        once.taken(model).stream().findFirst().ifPresent(secret -> model.addAttribute("secret", secret));
        return show(model, team, id, TokenForm.BLANK, List.of(), actor);
    }

    @PostMapping("/tokens")
    @Requires(Permission.EDIT_MEMBERS)
    String issue(
            @PathVariable String team,
            @PathVariable UUID id,
            @ModelAttribute("typed") TokenForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors = new ArrayList<>();
        UserToken.Draft draft = typed.draft(errors);
        try {
            if (errors.isEmpty()) {
                UserId service = service(team, id, actor).id();
                return handOver(team, id, tokens.issue(service, draft, actor), redirect);
            }
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(errors, invalid.errors());
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, team, id, typed, errors, actor);
    }

    @PostMapping("/{token}/rotation")
    @Requires(Permission.EDIT_MEMBERS)
    String rotate(
            @PathVariable String team,
            @PathVariable UUID id,
            @PathVariable String token,
            Actor actor,
            RedirectAttributes redirect) {
        return handOver(team, id, tokens.rotate(token, actor), redirect);
    }

    @PostMapping("/{token}/revocation")
    @Requires(Permission.EDIT_MEMBERS)
    String revoke(
            @PathVariable String team,
            @PathVariable UUID id,
            @PathVariable String token,
            Actor actor,
            RedirectAttributes redirect) {
        tokens.revoke(token, actor);
        Flash.ok(redirect, "The token is revoked; whoever uses it is refused from now on.");
        return "redirect:" + path(team, id);
    }

    private String handOver(String team, UUID id, UserToken.Issued issued, RedirectAttributes redirect) {
        once.keep(redirect, issued.text());
        return "redirect:" + path(team, id);
    }

    private String show(Model model, String team, UUID id, TokenForm form, List<FieldError> errors, Actor actor) {
        Member service = service(team, id, actor);
        Instant now = clock.instant();
        model.addAttribute("team", teams.named(team, actor));
        model.addAttribute("account", service);
        model.addAttribute("base", path(team, id));
        model.addAttribute(
                "tokens",
                tokens.of(service.id(), actor).stream()
                        .map(token -> TokenRow.of(token, now))
                        .toList());
        FormState.add(model, "form", form, errors);
        return "members/service";
    }

    private Member service(String slug, UUID id, Actor actor) {
        Team team = teams.named(slug, actor);
        return members.of(team, actor).stream()
                .filter(member -> member.id().equals(new UserId(id)))
                .findFirst()
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "service-account", id.toString(), "The team's members list its service accounts."));
    }

    private static String path(String team, UUID id) {
        return "/members/" + team + "/service-accounts/" + id;
    }
}
