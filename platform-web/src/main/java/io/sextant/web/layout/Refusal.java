package io.sextant.web.layout;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.problem.web.ProblemBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;

/** What stands against what was asked, shown in place on the page that asked. */
public final class Refusal {
    private Refusal() {}

    /** Gives the page the problem, and the answer its status. */
    public static void show(
            PlatformProblem problem, Model model, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(problem.status());
        model.addAttribute("problem", ProblemBody.of(problem, request));
    }
}
