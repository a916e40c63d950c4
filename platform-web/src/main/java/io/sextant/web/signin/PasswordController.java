package io.sextant.web.signin;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OwnPassword;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lets people choose their own password. */
@Controller
@RequestMapping(PasswordController.PATH)
class PasswordController {
    static final String PATH = "/account/password";

    private final OwnPassword password;
    private final SessionUsers sessions;

    PasswordController(OwnPassword password, SessionUsers sessions) {
        this.password = password;
        this.sessions = sessions;
    }

    @GetMapping
    @Requires.AnyUser
    String form(Actor actor, Model model) {
        return show(model, List.of(), actor);
    }

    @PostMapping
    @Requires.AnyUser
    String choose(
            @ModelAttribute("typed") PasswordForm typed,
            Actor actor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        String chosen = Objects.requireNonNullElse(typed.newPassword(), "");
        List<FieldError> errors = List.of();
        if (!chosen.equals(typed.again())) {
            errors = List.of(new FieldError("again", "different", "The two new passwords are not the same."));
        }
        try {
            if (errors.isEmpty()) {
                password.choose(Objects.requireNonNullElse(typed.currentPassword(), ""), chosen, actor);
                // A new id and a new beginning for this session; all others end.
                request.changeSessionId();
                sessions.saveContext(SecurityContextHolder.getContext(), request, response);
                Flash.ok(redirect, "Your password is changed. All your other sessions have ended.");
                return "redirect:/";
            }
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(List.of(), invalid.errors());
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, errors, actor);
    }

    private String show(Model model, List<FieldError> errors, Actor actor) {
        model.addAttribute("exists", password.exists(actor));
        model.addAttribute("due", actor.passwordDue());
        FormState.add(model, "form", PasswordForm.BLANK, errors);
        return "password";
    }
}
