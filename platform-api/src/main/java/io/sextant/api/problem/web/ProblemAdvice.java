package io.sextant.api.problem.web;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

@RestControllerAdvice(basePackages = "io.sextant.api")
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String SEND_AGAIN =
            "Correct the request and send it again; the API documentation is at /docs/api.";

    @ExceptionHandler
    ResponseEntity<ProblemBody> problem(PlatformProblem problem, HttpServletRequest request) {
        return ProblemBody.of(problem, request).response();
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> invalidBody(MethodArgumentNotValidException e, HttpServletRequest request) {
        List<FieldError> errors = e.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldError(
                        "/" + error.getField().replace('.', '/'),
                        error.getCode() == null ? "invalid" : error.getCode(),
                        error.getDefaultMessage() == null ? "is not valid" : error.getDefaultMessage()))
                .toList();
        String detail = errors.stream()
                .map(error -> error.pointer() + " " + error.message())
                .collect(Collectors.joining("; "));
        return problem(new PlatformProblem.Invalid("invalid-request", detail, SEND_AGAIN, errors), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> invalidParameter(HandlerMethodValidationException e, HttpServletRequest request) {
        List<FieldError> errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                "invalid",
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
        String detail = errors.stream()
                .map(error -> error.pointer() + " " + error.message())
                .collect(Collectors.joining("; "));
        return problem(new PlatformProblem.Invalid("invalid-request", detail, SEND_AGAIN, errors), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> wrongType(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        return problem(
                new PlatformProblem.Invalid(
                        e.getName(), "wrong-type", "\"" + e.getValue() + "\" is not a valid " + e.getName() + "."),
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> missing(ServletRequestBindingException e, HttpServletRequest request) {
        String detail = String.valueOf(e.getBody().getDetail());
        return problem(new PlatformProblem.Invalid("invalid-request", detail, SEND_AGAIN, List.of()), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        return problem(fromJson(e), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemBody> invalidValue(IllegalArgumentException e, HttpServletRequest request) {
        LOG.warn("Unexpected argument refused", e);
        return bug(request);
    }

    @ExceptionHandler
    void clientGone(AsyncRequestNotUsableException e) {
        LOG.debug("Client went away", e);
    }

    private static ResponseEntity<ProblemBody> bug(HttpServletRequest request) {
        return ProblemBody.of(
                        500,
                        "internal",
                        "Something went wrong in the platform",
                        "The request was not carried out.",
                        "Try again; if it stays, give the platform team the trace id.",
                        request)
                .response();
    }

    private static PlatformProblem fromJson(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case UnrecognizedPropertyException unknown ->
                new PlatformProblem.Invalid(
                        pointer(unknown), "unknown-field", "The field " + pointer(unknown) + " is not known.");
            // Request types throw the problem itself, with the pointer to the member that is wrong.
            case JacksonException json when rootArgument(json) instanceof PlatformProblem refused -> refused;
            // A value type that refuses its components says so in a sentence made for the caller.
            case JacksonException json
            when rootArgument(json) instanceof IllegalArgumentException refused ->
                new PlatformProblem.Invalid(pointer(json), "invalid", String.valueOf(refused.getMessage()));
            case MismatchedInputException wrong -> wrongType(wrong);
            case JacksonException json ->
                new PlatformProblem.Invalid(pointer(json), "unreadable", json.getOriginalMessage());
            case null, default ->
                new PlatformProblem.Invalid(
                        "invalid-request", "The body is missing or not JSON.", SEND_AGAIN, List.of());
        };
    }

    private static PlatformProblem wrongType(MismatchedInputException e) {
        String pointer = pointer(e);
        String expected = expected(e.getTargetType());
        return expected == null
                ? new PlatformProblem.Invalid(pointer, "unreadable", e.getOriginalMessage())
                : new PlatformProblem.Invalid(pointer, "wrong-type", pointer + " must be " + expected + ".");
    }

    private static @Nullable String expected(@Nullable Class<?> type) {
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class || type == BigDecimal.class) {
            return "a number";
        }
        return type != null && type.isEnum()
                ? "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Object::toString)
                                .collect(Collectors.joining(", "))
                : null;
    }

    private static Throwable rootArgument(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String pointer(JacksonException e) {
        return e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("/", "/", ""));
    }
}
