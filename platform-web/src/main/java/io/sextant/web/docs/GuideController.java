package io.sextant.web.docs;

import io.sextant.api.tenancy.Requires;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves the planner's guide: every metric on a page links to its definition here. */
@Controller
class GuideController {
    private final Guide planner = Guide.packed("planner");

    @GetMapping("/docs/planner")
    @Requires.AnyUser
    String planner(Model model) {
        model.addAttribute("guide", planner);
        return "docs/guide";
    }
}
