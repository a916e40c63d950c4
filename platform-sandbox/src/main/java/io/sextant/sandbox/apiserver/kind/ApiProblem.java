package io.sextant.sandbox.apiserver.kind;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A refusal in Kubernetes' own words, answered as a {@code Status} object. */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient @Nullable Subject subject;
    private final transient List<Cause> causes;
    private final int retryAfterSeconds;

    /** The object a problem speaks of. */
    public record Subject(ResourceType type, String name) {}

    /** One field at fault. */
    public record Cause(String reason, String message, String field) {
        /** A value that breaks a rule, worded as the API server does. */
        public static Cause invalid(String field, String value, String detail) {
            return new Cause("FieldValueInvalid", "Invalid value: %s: %s".formatted(value, detail), field);
        }

        /** A missing value. */
        public static Cause required(String field, String detail) {
            return new Cause(
                    "FieldValueRequired", detail.isEmpty() ? "Required value" : "Required value: " + detail, field);
        }

        /** A value of the wrong JSON type. */
        public static Cause wrongType(String field, String actual, String expected) {
            return new Cause(
                    "FieldValueTypeInvalid",
                    "Invalid value: \"%s\": %s in body must be of type %s: \"%s\""
                            .formatted(actual, field, expected, actual),
                    field);
        }

        /** A value that is none of those allowed. */
        public static Cause unsupported(String field, String value, List<String> allowed) {
            return new Cause(
                    "FieldValueNotSupported",
                    "Unsupported value: %s: supported values: %s".formatted(value, String.join(", ", allowed)),
                    field);
        }

        /** A text beyond its bound. */
        public static Cause tooLong(String field, int most) {
            return new Cause("FieldValueTooLong", "Too long: may not be more than %d bytes".formatted(most), field);
        }

        /** A list or map beyond its bound. */
        public static Cause tooMany(String field, int count, int most) {
            return new Cause(
                    "FieldValueTooMany", "Too many: %d: must have at most %d items".formatted(count, most), field);
        }

        /** An item that is there already. */
        public static Cause duplicate(String field, String value) {
            return new Cause("FieldValueDuplicate", "Duplicate value: " + value, field);
        }

        /** A value that may not be given or changed here. */
        public static Cause forbidden(String field, String detail) {
            return new Cause("FieldValueForbidden", "Forbidden: " + detail, field);
        }
    }

    private ApiProblem(int code, String reason, String message, @Nullable Subject subject, List<Cause> causes) {
        this(code, reason, message, subject, causes, 0);
    }

    private ApiProblem(
            int code,
            String reason,
            String message,
            @Nullable Subject subject,
            List<Cause> causes,
            int retryAfterSeconds) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.subject = subject;
        this.causes = List.copyOf(causes);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** For how long the client should stay away; 0 where that is not said. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** HTTP status. */
    public int code() {
        return code;
    }

    /** 400. */
    public static ApiProblem badRequest(String message) {
        return new ApiProblem(400, "BadRequest", message, null, List.of());
    }

    /** 403, with the object's name in front as admission does. */
    public static ApiProblem forbidden(ResourceType type, String name, String why) {
        return new ApiProblem(
                403,
                "Forbidden",
                "%s \"%s\" is forbidden: %s".formatted(type.groupResource(), name, why),
                new Subject(type, name),
                List.of());
    }

    /** 403 for who reaches this server by a name that is not its own. */
    public static ApiProblem foreignCaller() {
        return new ApiProblem(
                403,
                "Forbidden",
                "this server answers requests to localhost or 127.0.0.1 only, and none of pages from elsewhere",
                null,
                List.of());
    }

    /** 403 of an admission webhook, in the words with which the API server passes its answer on. */
    public static ApiProblem denied(String webhook, String why) {
        return new ApiProblem(
                403,
                "Forbidden",
                "admission webhook \"%s\" denied the request: %s".formatted(webhook, why),
                null,
                List.of());
    }

    /** 404 for an object. */
    public static ApiProblem notFound(ResourceType type, String name) {
        return new ApiProblem(
                404,
                "NotFound",
                "%s \"%s\" not found".formatted(type.groupResource(), name),
                new Subject(type, name),
                List.of());
    }

    /** 404 for a path nobody serves. */
    public static ApiProblem noSuchPath() {
        return new ApiProblem(404, "NotFound", "the server could not find the requested resource", null, List.of());
    }

    /** 405. */
    public static ApiProblem methodNotAllowed() {
        return new ApiProblem(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                null,
                List.of());
    }

    /** 406. */
    public static ApiProblem notAcceptable(String supported) {
        return new ApiProblem(
                406, "NotAcceptable", "only the following media types are accepted: " + supported, null, List.of());
    }

    /** 409 because the name is taken. */
    public static ApiProblem alreadyExists(ResourceType type, String name) {
        return new ApiProblem(
                409,
                "AlreadyExists",
                "%s \"%s\" already exists".formatted(type.groupResource(), name),
                new Subject(type, name),
                List.of());
    }

    /** 409 because somebody else wrote first, or a precondition does not hold. */
    public static ApiProblem conflict(ResourceType type, String name, String why) {
        return new ApiProblem(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": %s".formatted(type.groupResource(), name, why),
                new Subject(type, name),
                List.of());
    }

    /** 409 because the writer had not seen the latest version. */
    public static ApiProblem modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** 409 because other field managers own what would be applied. */
    public static ApiProblem applyConflict(String message, List<Cause> causes) {
        return new ApiProblem(409, "Conflict", message, null, causes);
    }

    /** 410: the revision has left the server's memory. */
    public static ApiProblem expired(long asked, long oldest) {
        return new ApiProblem(
                410, "Expired", "too old resource version: %d (%d)".formatted(asked, oldest), null, List.of());
    }

    /** 413. */
    public static ApiProblem tooLarge(long limit) {
        return new ApiProblem(
                413, "RequestEntityTooLarge", "Request entity too large: limit is " + limit, null, List.of());
    }

    /** 415. */
    public static ApiProblem unsupportedMediaType(String accepted) {
        return new ApiProblem(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + accepted,
                null,
                List.of());
    }

    /** 422 with the fields at fault. */
    public static ApiProblem invalid(ResourceType type, String name, List<Cause> causes) {
        List<String> lines = new ArrayList<>();
        for (Cause cause : causes) {
            lines.add(cause.field() + ": " + cause.message());
        }
        String all = lines.size() == 1 ? lines.getFirst() : "[" + String.join(", ", lines) + "]";
        return new ApiProblem(
                422,
                "Invalid",
                "%s \"%s\" is invalid: %s".formatted(type.qualifiedKind(), name, all),
                new Subject(type, name),
                causes);
    }

    /** 422 for a patch that does not fit the object. */
    public static ApiProblem unprocessable(String message) {
        return new ApiProblem(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request: " + message,
                null,
                List.of());
    }

    /** 429, with the time after which to come back. */
    public static ApiProblem tooManyRequests(int retryAfterSeconds) {
        return new ApiProblem(
                429,
                "TooManyRequests",
                "the server has received too many requests and has asked us to try again later",
                null,
                List.of(),
                retryAfterSeconds);
    }

    /** 500, without a reason, as the API server answers an apply that does not fit the kind's schema. */
    public static ApiProblem untypedApply(ResourceType type, String namespace, String name, String why) {
        String place = namespace.isEmpty() ? "/" + name : namespace + "/" + name;
        return new ApiProblem(
                500,
                "",
                "failed to create typed patch object (%s; %s, Kind=%s): %s"
                        .formatted(place, type.group() + "/" + type.version(), type.kind(), why),
                null,
                List.of());
    }

    /** 500. */
    public static ApiProblem internal(String message) {
        return new ApiProblem(500, "InternalError", "Internal error occurred: " + message, null, List.of());
    }

    /** 503. */
    public static ApiProblem unavailable(String message) {
        return new ApiProblem(503, "ServiceUnavailable", message, null, List.of());
    }

    /** The {@code Status} object to answer with. */
    public ObjectNode status() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (subject != null || !causes.isEmpty() || retryAfterSeconds > 0) {
            describe(status.putObject("details"));
        }
        return status.put("code", code);
    }

    private void describe(ObjectNode details) {
        if (retryAfterSeconds > 0) {
            details.put("retryAfterSeconds", retryAfterSeconds);
        }
        if (subject != null) {
            details.put("name", subject.name());
            if (!subject.type().group().isEmpty()) {
                details.put("group", subject.type().group());
            }
            details.put(
                    "kind", code == 422 ? subject.type().kind() : subject.type().plural());
        }
        if (!causes.isEmpty()) {
            var list = details.putArray("causes");
            for (Cause cause : causes) {
                list.addObject()
                        .put("reason", cause.reason())
                        .put("message", cause.message())
                        .put("field", cause.field());
            }
        }
    }
}
