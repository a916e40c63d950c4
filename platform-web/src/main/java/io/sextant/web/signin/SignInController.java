package io.sextant.web.signin;

import io.sextant.api.tenancy.Requires;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInController {
    private final SignInHints hints;
    private final SignInWays ways;

    SignInController(SignInHints hints, SignInWays ways) {
        this.hints = hints;
        this.ways = ways;
    }

    @GetMapping("/signin")
    @Requires.Anyone
    String form(
            @RequestParam(required = false) @Nullable String refused,
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(required = false) @Nullable String local,
            Model model,
            @Nullable Authentication signedIn) {
        if (signedIn != null && signedIn.isAuthenticated()) {
            return "redirect:/";
        }
        model.addAttribute("demoAccounts", hints.accounts());
        model.addAttribute("demoPassword", hints.password());
        model.addAttribute("provider", ways.provider());
        model.addAttribute("byPassword", ways.local() || failed != null || local != null);
        String provider = ways.provider();
        if (provider != null) {
            SignInRefusal.of(refused).ifPresent(refusal -> {
                model.addAttribute("refusal", refusal.detail(provider));
                model.addAttribute("refusalRemedy", refusal.remedy());
            });
        }
        return "signin";
    }

    @GetMapping(SignOut.SIGNED_OUT)
    @Requires.Anyone
    String signedOut(HttpServletRequest request, Model model) {
        if (request.getAttribute(SignOut.ELSEWHERE) instanceof String elsewhere) {
            model.addAttribute("provider", ways.provider());
            model.addAttribute("elsewhere", elsewhere);
            return "signedout";
        }
        return "redirect:/signin?signedout";
    }
}
