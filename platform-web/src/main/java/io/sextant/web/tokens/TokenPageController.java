package io.sextant.web.tokens;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Tokens;
import io.sextant.api.tenancy.UserToken;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Option;
import io.sextant.web.layout.ShownOnce;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The reader's own API tokens: issue, rotate, revoke. */
@Controller
@RequestMapping("/tokens")
class TokenPageController {
    private static final String HERE = "redirect:/tokens";

    private final Tokens tokens;
    private final ShownOnce once;
    private final Clock clock;

    TokenPageController(Tokens tokens, ShownOnce once, Clock clock) {
        this.tokens = tokens;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping
    @Requires.AnyUser
    String list(Actor actor, Model model) {
        once.taken(model).stream().findFirst().ifPresent(secret -> model.addAttribute("secret", secret));
        return show(model, TokenForm.BLANK, List.of(), actor);
    }

    @PostMapping
    @Requires.AnyUser
    String issue(
            @ModelAttribute("typed") TokenForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors = new ArrayList<>();
        UserToken.Draft draft = typed.draft(errors);
        try {
            if (errors.isEmpty()) {
                return handOver(tokens.issue(actor.id(), draft, actor), redirect);
            }
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(errors, invalid.errors());
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, typed, errors, actor);
    }

    @PostMapping("/{token}/rotation")
    @Requires.AnyUser
    String rotate(@PathVariable String token, Actor actor, RedirectAttributes redirect) {
        return handOver(tokens.rotate(token, actor), redirect);
    }

    @PostMapping("/{token}/revocation")
    @Requires.AnyUser
    String revoke(@PathVariable String token, Actor actor, RedirectAttributes redirect) {
        tokens.revoke(token, actor);
        Flash.ok(redirect, "The token is revoked; whoever uses it is refused from now on.");
        return HERE;
    }

    private String handOver(UserToken.Issued issued, RedirectAttributes redirect) {
        once.keep(redirect, issued.text());
        return HERE;
    }

    private String show(Model model, TokenForm form, List<FieldError> errors, Actor actor) {
        Instant now = clock.instant();
        List<Option> teams = new ArrayList<>();
        teams.add(new Option("", "All that I may"));
        actor.ownTeams().forEach(team -> teams.add(new Option(team.slug(), "Only " + team.name())));
        model.addAttribute("teams", teams);
        model.addAttribute(
                "tokens",
                tokens.of(actor.id(), actor).stream()
                        .map(token -> TokenRow.of(token, now))
                        .toList());
        FormState.add(model, "form", form, errors);
        return "tokens/list";
    }
}
