package io.sextant.web.layout;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.problem.web.ProblemBody;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** A problem that no page shows in place becomes a page of its own. */
@ControllerAdvice(basePackages = "io.sextant.web")
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemPages {
    private final Frame frame;

    ProblemPages(Frame frame) {
        this.frame = frame;
    }

    @ExceptionHandler
    ModelAndView problem(PlatformProblem problem, HttpServletRequest request) {
        return page(ProblemBody.of(problem, request));
    }

    ModelAndView page(ProblemBody problem) {
        ModelAndView page = new ModelAndView("error");
        page.setStatus(HttpStatus.valueOf(problem.status()));
        // An exception's page starts from an empty model, without the frame's attributes.
        page.addAllObjects(frame.attributes());
        page.addObject("problem", problem);
        return page;
    }
}
