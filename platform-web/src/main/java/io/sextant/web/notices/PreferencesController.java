package io.sextant.web.notices;

import io.sextant.api.notification.NoticeKind;
import io.sextant.api.notification.NoticePreferences;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Flash;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which notices the reader gets by e-mail too. */
@Controller
@RequestMapping("/notices/preferences")
class PreferencesController {
    private final NoticePreferences preferences;

    PreferencesController(NoticePreferences preferences) {
        this.preferences = preferences;
    }

    @GetMapping
    @Requires.AnyUser
    String show(Actor actor, Model model) {
        Set<NoticeKind> chosen = preferences.byEmail(actor);
        model.addAttribute(
                "kinds",
                Arrays.stream(NoticeKind.values())
                        .map(kind -> new Choice(kind.name(), kind.label(), kind.explanation(), chosen.contains(kind)))
                        .toList());
        model.addAttribute("address", actor.username());
        return "notices/preferences";
    }

    @PostMapping
    @Requires.AnyUser
    String choose(
            @RequestParam(name = "kind", required = false) @Nullable List<NoticeKind> kinds,
            Actor actor,
            RedirectAttributes redirect) {
        Set<NoticeKind> chosen = EnumSet.noneOf(NoticeKind.class);
        if (kinds != null) {
            chosen.addAll(kinds);
        }
        preferences.choose(chosen, actor);
        Flash.ok(redirect, "Your choice is kept.");
        return "redirect:/notices/preferences";
    }

    record Choice(String value, String label, String explanation, boolean chosen) {}
}
