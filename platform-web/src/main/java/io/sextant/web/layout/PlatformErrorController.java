package io.sextant.web.layout;

import io.sextant.api.isolation.Wall;
import io.sextant.api.problem.web.ProblemBody;
import io.sextant.api.tenancy.Requires;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import tools.jackson.databind.json.JsonMapper;

/** Answers what no controller answered: as problem+json below {@code /api}, as a page elsewhere. */
@Controller
class PlatformErrorController implements ErrorController {
    private static final String RETRY_AFTER_SECONDS = "5";

    private final JsonMapper json;
    private final ProblemPages pages;

    PlatformErrorController(JsonMapper json, ProblemPages pages) {
        this.json = json;
        this.pages = pages;
    }

    @RequestMapping("/error")
    @Requires.Anyone
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        ProblemBody problem = Wall.stopped(failure(request))
                ? beyondTheTeams(request)
                : describe(statusOf(request), request, response);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (path.startsWith("/api/")) {
            View body = (model, req, answered) -> {
                answered.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                json.writeValue(answered.getOutputStream(), problem);
            };
            ModelAndView answer = new ModelAndView(body);
            answer.setStatus(HttpStatus.valueOf(problem.status()));
            return answer;
        }
        return pages.page(problem);
    }

    private static int statusOf(HttpServletRequest request) {
        if (isNoConnection(failure(request))) {
            return HttpStatus.SERVICE_UNAVAILABLE.value();
        }
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 500;
    }

    private static @Nullable Throwable failure(HttpServletRequest request) {
        return (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    }

    /** Nothing was begun: no connection to the database was free, or none could be made. */
    private static boolean isNoConnection(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException || cause instanceof CannotGetJdbcConnectionException) {
                return true;
            }
        }
        return false;
    }

    /** A bug that the database kept from showing or changing what is another team's. */
    private static ProblemBody beyondTheTeams(HttpServletRequest request) {
        return ProblemBody.of(
                403,
                "beyond-your-teams",
                "Beyond your teams",
                "This reaches for something that is not your teams', so the database refused it; nothing was changed.",
                "Go back. If it should be yours, give the platform team the trace id.",
                request);
    }

    private static ProblemBody describe(int status, HttpServletRequest request, HttpServletResponse response) {
        return switch (status) {
            case 400 ->
                ProblemBody.of(
                        400,
                        "invalid-request",
                        "The request is not valid",
                        "It could not be understood.",
                        "Check the address and what you sent.",
                        request);
            case 403 ->
                ProblemBody.of(
                        403,
                        "forbidden",
                        "Not allowed",
                        "This page is not for you, or the form was too old.",
                        "Go back, reload the page and try again.",
                        request);
            case 404 ->
                ProblemBody.of(
                        404,
                        "not-found",
                        "Not here",
                        "There is nothing at this address.",
                        "Check the address; the API is documented at /docs/api.",
                        request);
            case 405 ->
                ProblemBody.of(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        "This address does not answer that method.",
                        "See the API documentation at /docs/api.",
                        request);
            case 406 ->
                ProblemBody.of(
                        406,
                        "not-acceptable",
                        "Not available in that form",
                        "This cannot be sent in the form asked for.",
                        "Ask for application/json.",
                        request);
            case 413 ->
                ProblemBody.of(
                        413,
                        "too-large",
                        "Too large",
                        "The request is larger than the platform takes.",
                        "Send less at once.",
                        request);
            case 429 ->
                ProblemBody.of(
                        429,
                        "too-many-requests",
                        "Too many attempts",
                        "There were too many of them in a short time, so that none is taken for a while.",
                        waiting(response.getHeader(HttpHeaders.RETRY_AFTER)),
                        request);
            case 415 ->
                ProblemBody.of(
                        415,
                        "unsupported-media-type",
                        "Wrong content type",
                        "This address takes application/json.",
                        "Send \"Content-Type: application/json\".",
                        request);
            case 503 ->
                ProblemBody.of(
                        503,
                        "overloaded",
                        "Not available just now",
                        "The platform's database is busy or away; the request was not begun.",
                        "Send it again in a few seconds.",
                        request);
            default ->
                ProblemBody.of(
                        status,
                        "internal",
                        "Something went wrong in the platform",
                        "The request was not carried out.",
                        "Try again; if it stays, give the platform team the trace id.",
                        request);
        };
    }

    private static String waiting(@Nullable String seconds) {
        return seconds == null ? "Try again in a minute." : "Wait " + seconds + " seconds, then try again.";
    }
}
