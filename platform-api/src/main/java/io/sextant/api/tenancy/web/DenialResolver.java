package io.sextant.api.tenancy.web;

import io.sextant.api.isolation.Wall;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Denials;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/** Looks at every problem on its way to the answer, of pages and of REST alike, and leaves answering to others. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DenialResolver implements HandlerExceptionResolver {
    private final Denials denials;

    DenialResolver(Denials denials) {
        this.denials = denials;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        PlatformProblem denied = e instanceof PlatformProblem problem
                ? problem
                : Wall.stopped(e) ? new PlatformProblem.Forbidden("The database refused it.", "") : null;
        if (denied != null) {
            denials.record(denied, request.getMethod() + " " + request.getRequestURI(), team(request));
        }
        return null;
    }

    private static @Nullable String team(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? (String) variables.get("team")
                : null;
    }
}
