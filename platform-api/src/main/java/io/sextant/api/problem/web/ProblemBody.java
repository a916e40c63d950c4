package io.sextant.api.problem.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A problem as RFC 9457 sends it.
 *
 * @param remedy what the reader can do about it
 * @param traceId finds the request in the platform's log
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String remedy,
        @Nullable String instance,
        @Nullable String traceId,
        List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> facts) {

    /** The body for a problem that arose from this request. */
    public static ProblemBody of(PlatformProblem problem, HttpServletRequest request) {
        return new ProblemBody(
                "urn:sextant:problem:" + problem.type(),
                problem.title(),
                problem.status(),
                problem.detail(),
                problem.remedy(),
                request.getRequestURI(),
                traceId(request),
                problem.errors(),
                problem.facts());
    }

    /** The body for a status that no problem of ours stands behind. */
    public static ProblemBody of(
            int status, String type, String title, String detail, String remedy, HttpServletRequest request) {
        return new ProblemBody(
                "urn:sextant:problem:" + type,
                title,
                status,
                detail,
                remedy,
                request.getRequestURI(),
                traceId(request),
                List.of(),
                Map.of());
    }

    /** The response that carries it. */
    public ResponseEntity<ProblemBody> response() {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(this);
    }

    private static @Nullable String traceId(HttpServletRequest request) {
        return (String) request.getAttribute(RequestIdFilter.REQUEST_ID);
    }
}
