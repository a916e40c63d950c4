package io.sextant.api.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Why the platform did not do what it was asked, in words for the person who asked.
 *
 * <p>The list of kinds is closed; a kind fixes the HTTP status. {@code type} is stable: clients may switch on it. A bug is
 * not a problem: it stays an ordinary exception and is answered with an incident id.
 */
public abstract sealed class PlatformProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String title;
    private final String detail;
    private final String remedy;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> facts;

    private PlatformProblem(
            String type,
            String title,
            String detail,
            String remedy,
            List<FieldError> errors,
            Map<String, Object> facts) {
        super(title + ": " + detail);
        this.type = type;
        this.title = title;
        this.detail = detail;
        this.remedy = remedy;
        this.errors = List.copyOf(errors);
        this.facts = Map.copyOf(facts);
    }

    /** HTTP status of this kind. */
    public abstract int status();

    /** Whether somebody was kept from something, which the audit trail tells; most problems are slips. */
    public boolean isDenial() {
        return false;
    }

    /** Stable name, such as {@code quota-exceeded}; the problem's URI is {@code urn:sextant:problem:<type>}. */
    public String type() {
        return type;
    }

    /** The kind of trouble in a few words. */
    public String title() {
        return title;
    }

    /** What happened, with the numbers. */
    public String detail() {
        return detail;
    }

    /** What the reader can do about it. */
    public String remedy() {
        return remedy;
    }

    /** The members of the request that were wrong; empty unless it was invalid. */
    public List<FieldError> errors() {
        return errors;
    }

    /** Further members of the problem, such as {@code limit} and {@code used}. */
    public Map<String, Object> facts() {
        return facts;
    }

    /** 400: the request itself is wrong. */
    public static final class Invalid extends PlatformProblem {
        private static final long serialVersionUID = 1L;

        public Invalid(String type, String detail, String remedy, List<FieldError> errors) {
            super(type, "The request is not valid", detail, remedy, errors, Map.of());
        }

        /** Several entries at once; what is wrong with each is in {@code errors}, of which there is one at least. */
        public Invalid(List<FieldError> errors) {
            this(
                    "invalid-request",
                    errors.size() == 1 ? errors.getFirst().message() : errors.size() + " entries are not valid.",
                    "Correct what errors names and send it again.",
                    errors);
        }

        public Invalid(String pointer, String code, String message) {
            this(
                    "invalid-request",
                    message,
                    "Correct " + pointer + " and send it again.",
                    List.of(new FieldError(pointer, code, message)));
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /** 403: known, but not allowed. */
    public static final class Forbidden extends PlatformProblem {
        private static final long serialVersionUID = 1L;

        public Forbidden(String detail, String remedy) {
            super("forbidden", "Not allowed", detail, remedy, List.of(), Map.of());
        }

        @Override
        public int status() {
            return 403;
        }

        @Override
        public boolean isDenial() {
            return true;
        }
    }

    /** 404: not there, or not visible to who asks. */
    public static final class NotFound extends PlatformProblem {
        private static final long serialVersionUID = 1L;

        private final boolean hidden;

        /**
         * A thing that is not there.
         *
         * @param kind such as {@code model}
         */
        public NotFound(String kind, String id, String remedy) {
            this(kind, id, remedy, false);
        }

        /** A thing that is there, but not for who asks; reads like one that is not there. */
        public static NotFound hidden(String kind, String id, String remedy) {
            return new NotFound(kind, id, remedy, true);
        }

        private NotFound(String kind, String id, String remedy, boolean hidden) {
            super(
                    kind + "-not-found",
                    "No such " + kind,
                    "There is no " + kind + " \"" + id + "\", or you may not see it.",
                    remedy,
                    List.of(),
                    Map.of());
            this.hidden = hidden;
        }

        @Override
        public int status() {
            return 404;
        }

        @Override
        public boolean isDenial() {
            return hidden;
        }
    }

    /** 409: the state of things stands against it. */
    public static final class Conflict extends PlatformProblem {
        private static final long serialVersionUID = 1L;

        public Conflict(String type, String title, String detail, String remedy, Map<String, Object> facts) {
            super(type, title, detail, remedy, List.of(), facts);
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /** 409: a quota does not allow it; carries limit, used, asked, node, pool, options, and reclaim where one would help. */
    public static final class QuotaExceeded extends PlatformProblem {
        private static final long serialVersionUID = 1L;

        /**
         * A node of the organisation that refused.
         *
         * @param limitGpus of that node
         * @param options what would fit or help, a sentence each
         * @param reclaim what can be asked back, as a reclaim names it; empty where nothing can
         */
        public QuotaExceeded(
                String node,
                String pool,
                int limitGpus,
                int usedGpus,
                int askedGpus,
                String detail,
                List<String> options,
                Map<String, Object> reclaim) {
            super(
                    "quota-exceeded",
                    "Not enough GPU quota",
                    detail,
                    String.join(" ", options),
                    List.of(),
                    facts(
                            Map.of(
                                    "node", node,
                                    "pool", pool,
                                    "limit", limitGpus,
                                    "used", usedGpus,
                                    "asked", askedGpus,
                                    "options", List.copyOf(options)),
                            reclaim));
        }

        private static Map<String, Object> facts(Map<String, Object> always, Map<String, Object> reclaim) {
            if (reclaim.isEmpty()) {
                return always;
            }
            Map<String, Object> facts = new HashMap<>(always);
            facts.put("reclaim", Map.copyOf(reclaim));
            return facts;
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public boolean isDenial() {
            return true;
        }
    }

    /** 412: what was to be changed has changed meanwhile. */
    public static final class StaleVersion extends PlatformProblem {
        private static final long serialVersionUID = 1L;

        public StaleVersion(String detail) {
            super(
                    "stale-version",
                    "Changed meanwhile",
                    detail,
                    "Read it again, look at what changed, and send your change with the new ETag in If-Match.",
                    List.of(),
                    Map.of());
        }

        @Override
        public int status() {
            return 412;
        }
    }

    /** 422: understood, but it cannot be reached. */
    public static final class Infeasible extends PlatformProblem {
        private static final long serialVersionUID = 1L;

        public Infeasible(String type, String title, String detail, String remedy, Map<String, Object> facts) {
            super(type, title, detail, remedy, List.of(), facts);
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** 428: a write without the version it is meant for. */
    public static final class PreconditionMissing extends PlatformProblem {
        private static final long serialVersionUID = 1L;

        public PreconditionMissing(String header, String remedy) {
            super(
                    "precondition-missing",
                    "A header is missing",
                    "This write needs the header " + header + ".",
                    remedy,
                    List.of(),
                    Map.of());
        }

        @Override
        public int status() {
            return 428;
        }
    }

    /** 503: something the platform needs does not answer. */
    public static final class Unavailable extends PlatformProblem {
        private static final long serialVersionUID = 1L;

        public Unavailable(String type, String detail, String remedy) {
            super(type, "Not available just now", detail, remedy, List.of(), Map.of());
        }

        @Override
        public int status() {
            return 503;
        }
    }
}
