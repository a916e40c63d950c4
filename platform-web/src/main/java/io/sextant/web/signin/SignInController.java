package io.sextant.web.signin;

import io.sextant.api.tenancy.Requires;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class SignInController {
    private final SignInHints hints;

    SignInController(SignInHints hints) {
        this.hints = hints;
    }

    @GetMapping("/signin")
    @Requires.Anyone
    String form(Model model, @Nullable Authentication signedIn) {
        if (signedIn != null && signedIn.isAuthenticated()) {
            return "redirect:/";
        }
        model.addAttribute("demoAccounts", hints.accounts());
        model.addAttribute("demoPassword", hints.password());
        return "signin";
    }
}
