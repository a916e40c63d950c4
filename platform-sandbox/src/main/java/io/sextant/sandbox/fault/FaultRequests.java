package io.sextant.sandbox.fault;

import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.http.Reply;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Causes and clears faults over HTTP, under {@code /sandbox/faults}, beside the Kubernetes API and no part of it.
 *
 * <p>Only JSON is taken, which no page of a foreign site can send to a server on loopback unasked.
 */
final class FaultRequests {
    private static final Set<String> ORDER = Set.of("kind", "namespace", "name", "times", "seconds", "share");
    private static final Set<String> DRAW = Set.of("seed", "count", "seconds");

    private final FaultBoard board;

    FaultRequests(FaultBoard board) {
        this.board = board;
    }

    /** Whether a path is about faults. */
    static boolean concerns(List<String> path) {
        return !path.isEmpty() && path.getFirst().equals("sandbox");
    }

    Reply answer(ApiRequest request) {
        List<String> path = request.path();
        if (path.size() < 2 || path.size() > 3 || !path.get(1).equals("faults")) {
            throw ApiProblem.noSuchPath();
        }
        String which = path.size() == 3 ? path.get(2) : "";
        return switch (request.method()) {
            case "GET" -> which.isEmpty() ? new Reply.Json(200, overview()) : one(which);
            case "POST" -> cause(which, body(request));
            case "DELETE" -> clear(which);
            default -> throw ApiProblem.methodNotAllowed();
        };
    }

    private ObjectNode overview() {
        ObjectNode overview = Documents.object();
        ArrayNode kinds = overview.putArray("kinds");
        for (FaultKind kind : FaultKind.values()) {
            kinds.addObject()
                    .put("kind", kind.key())
                    .put("reach", kind.reach().name())
                    .put("title", kind.title())
                    .put("text", kind.text());
        }
        return put(overview, board.active());
    }

    private Reply one(String id) {
        return board.active().stream()
                .filter(fault -> fault.id().equals(id))
                .findFirst()
                .map(fault -> new Reply.Json(200, document(fault)))
                .orElseThrow(ApiProblem::noSuchPath);
    }

    private Reply cause(String which, JsonNode body) {
        try {
            return switch (which) {
                case "" -> new Reply.Json(201, document(board.cause(order(body))));
                case "random" ->
                    new Reply.Json(
                            201,
                            put(Documents.object(), board.causeAll(draw(body).draw())));
                default -> throw ApiProblem.methodNotAllowed();
            };
        } catch (IllegalArgumentException e) {
            throw ApiProblem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private Reply clear(String id) {
        if (id.isEmpty()) {
            board.clearAll();
        } else if (!board.clear(id)) {
            throw ApiProblem.noSuchPath();
        }
        return new Reply.Json(200, overview());
    }

    private static JsonNode body(ApiRequest request) {
        if (!request.contentType().equals("application/json")) {
            throw ApiProblem.unsupportedMediaType("application/json");
        }
        JsonNode body = Documents.json(request.body()).node();
        if (!body.isObject()) {
            throw ApiProblem.badRequest("the body must be a JSON object");
        }
        return body;
    }

    private static FaultOrder order(JsonNode body) {
        refuseOthers(body, ORDER);
        String key = text(body, "kind");
        FaultKind kind = FaultKind.of(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no fault \"" + key + "\"; GET /sandbox/faults lists them"));
        Integer times = body.has("times") ? Integer.valueOf(count(body, "times")) : null;
        double share = body.has("share") ? number(body, "share") : 1;
        return new FaultOrder(kind, text(body, "namespace"), text(body, "name"), times, seconds(body), share);
    }

    private static RandomFaults draw(JsonNode body) {
        refuseOthers(body, DRAW);
        Duration longest = seconds(body);
        return new RandomFaults(
                whole(body, "seed"),
                body.has("count") ? count(body, "count") : 1,
                longest == null ? Duration.ofMinutes(1) : longest);
    }

    private static int count(JsonNode body, String name) {
        long count = whole(body, name);
        if (count < 1 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "%s must be 1 to %d, but was %d".formatted(name, Integer.MAX_VALUE, count));
        }
        return (int) count;
    }

    private static void refuseOthers(JsonNode body, Set<String> known) {
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("there is no field \"" + name + "\"; there are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private static String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isString()) {
            throw new IllegalArgumentException(name + " must be a text");
        }
        return value.asString().strip();
    }

    private static @Nullable Duration seconds(JsonNode body) {
        return body.has("seconds") ? Duration.ofMillis(Math.round(1000 * number(body, "seconds"))) : null;
    }

    private static double number(JsonNode body, String name) {
        if (!body.path(name).isNumber()) {
            throw new IllegalArgumentException(name + " must be a number");
        }
        return body.path(name).asDouble();
    }

    private static long whole(JsonNode body, String name) {
        if (!body.path(name).canConvertToLong() || !body.path(name).isIntegralNumber()) {
            throw new IllegalArgumentException(name + " must be a whole number");
        }
        return body.path(name).asLong();
    }

    private static ObjectNode put(ObjectNode document, List<Fault> faults) {
        ArrayNode active = document.putArray("active");
        faults.forEach(fault -> active.add(document(fault)));
        return document;
    }

    private static ObjectNode document(Fault fault) {
        FaultOrder order = fault.order();
        ObjectNode document = Documents.object()
                .put("id", fault.id())
                .put("kind", order.kind().key())
                .put("title", order.kind().title())
                .put("namespace", order.namespace())
                .put("name", order.name())
                .put("share", order.share())
                .put("since", fault.since().toString());
        if (order.times() != null) {
            document.put("times", order.times().intValue()).put("struck", fault.struck());
        }
        if (fault.until() != null) {
            document.put("until", fault.until().toString());
        }
        return document;
    }
}
