package io.sextant.web.accounts;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Accounts;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.UserId;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import io.sextant.web.layout.Refusal;
import io.sextant.web.layout.ShownOnce;
import io.sextant.web.signin.SignInWays;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
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

/** Makes accounts, gives new passwords and platform roles, and takes accounts out of use. */
@Controller
@RequestMapping("/accounts")
class AccountController {
    private static final String ONE = "accounts/account";

    private final Accounts accounts;
    private final ShownOnce once;
    private final SignInWays ways;

    AccountController(Accounts accounts, ShownOnce once, SignInWays ways) {
        this.accounts = accounts;
        this.once = once;
        this.ways = ways;
    }

    @GetMapping
    @Requires(Permission.ADMINISTER)
    String list(Actor actor, Model model) {
        return showList(model, AccountForm.BLANK, List.of(), actor);
    }

    @PostMapping
    @Requires(Permission.ADMINISTER)
    String create(
            @ModelAttribute("typed") AccountForm typed,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<FieldError> errors;
        try {
            return handOver(accounts.create(typed.username(), typed.displayName(), Set.of(), actor), redirect);
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(List.of(), invalid.errors());
        } catch (PlatformProblem.Conflict taken) {
            errors = List.of(new FieldError("username", taken.type(), taken.detail() + " " + taken.remedy()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return showList(model, typed, errors, actor);
    }

    @GetMapping("/{id}")
    @Requires(Permission.ADMINISTER)
    String one(@PathVariable UUID id, Actor actor, Model model) {
        List<String> secret = once.taken(model);
        if (!secret.isEmpty()) {
            model.addAttribute("password", secret.getFirst());
            model.addAttribute("passwordExpires", secret.getLast());
        }
        return showOne(model, id, actor);
    }

    @PostMapping("/{id}/password-reset")
    @Requires(Permission.ADMINISTER)
    String resetPassword(
            @PathVariable UUID id,
            @RequestParam int revision,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return attempt(
                () -> handOver(accounts.resetPassword(new UserId(id), revision, actor), redirect),
                id,
                actor,
                model,
                request,
                response);
    }

    @PostMapping("/{id}/provider-link")
    @Requires(Permission.ADMINISTER)
    String expectLink(
            @PathVariable UUID id,
            @RequestParam int revision,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return attempt(
                () -> {
                    accounts.expectLink(new UserId(id), revision, actor);
                    return done(
                            redirect, id, "The next sign-in by the identity provider with this address takes it over.");
                },
                id,
                actor,
                model,
                request,
                response);
    }

    @PostMapping("/{id}/roles")
    @Requires(Permission.ADMINISTER)
    String assignRoles(
            @PathVariable UUID id,
            @RequestParam int revision,
            @RequestParam(required = false) @Nullable Set<PlatformRole> roles,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return attempt(
                () -> {
                    accounts.assignRoles(new UserId(id), revision, roles == null ? Set.of() : roles, actor);
                    return done(redirect, id, "The platform roles are changed; they hold from the next request on.");
                },
                id,
                actor,
                model,
                request,
                response);
    }

    @PostMapping("/{id}/suspension")
    @Requires(Permission.ADMINISTER)
    String disable(
            @PathVariable UUID id,
            @RequestParam int revision,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return attempt(
                () -> {
                    accounts.disable(new UserId(id), revision, actor);
                    return done(
                            redirect,
                            id,
                            "The account is out of use; its sessions have ended and its tokens are refused.");
                },
                id,
                actor,
                model,
                request,
                response);
    }

    @PostMapping("/{id}/resumption")
    @Requires(Permission.ADMINISTER)
    String enable(
            @PathVariable UUID id,
            @RequestParam int revision,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return attempt(
                () -> {
                    accounts.enable(new UserId(id), revision, actor);
                    return done(redirect, id, "The account can be used again.");
                },
                id,
                actor,
                model,
                request,
                response);
    }

    /** Does it, or shows the page again with what stands against it. */
    private String attempt(
            Supplier<String> change,
            UUID id,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            return change.get();
        } catch (PlatformProblem.Conflict | PlatformProblem.StaleVersion problem) {
            Refusal.show(problem, model, request, response);
            return showOne(model, id, actor);
        }
    }

    private static String done(RedirectAttributes redirect, UUID id, String said) {
        Flash.ok(redirect, said);
        return "redirect:/accounts/" + id;
    }

    private String handOver(Accounts.WithPassword made, RedirectAttributes redirect) {
        once.keep(redirect, made.password(), Dates.moment(made.expiresAt()));
        return "redirect:/accounts/" + made.account().id();
    }

    private String showOne(Model model, UUID id, Actor actor) {
        model.addAttribute("account", AccountRow.of(accounts.one(new UserId(id), actor)));
        model.addAttribute(
                "lockedUntil",
                accounts.lockedUntil(new UserId(id), actor).map(Dates::moment).orElse(null));
        model.addAttribute("ways", ways);
        return ONE;
    }

    private String showList(Model model, AccountForm form, List<FieldError> errors, Actor actor) {
        model.addAttribute(
                "accounts", accounts.all(actor).stream().map(AccountRow::of).toList());
        model.addAttribute("ways", ways);
        FormState.add(model, "form", form, errors);
        return "accounts/list";
    }
}
