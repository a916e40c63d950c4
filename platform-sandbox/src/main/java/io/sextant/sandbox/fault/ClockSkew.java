package io.sextant.sandbox.fault;

import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * How far the cluster's clock is off, as seen by its clients.
 *
 * <p>The cluster itself goes by the time it always went by, so that nothing in it jumps when the fault begins or ends;
 * every moment that it tells is moved, and every moment that it is told is moved back.
 */
record ClockSkew(Duration ahead) {
    static final ClockSkew NONE = new ClockSkew(Duration.ZERO);

    private static final Duration FAR = Duration.ofMinutes(10);
    private static final Pattern MOMENT_NAME = Pattern.compile("time|.*(Time|Timestamp)");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    /** As the board has it now. */
    static ClockSkew of(FaultBoard board, String namespace, String name) {
        if (board.strikes(FaultKind.CLOCK_AHEAD, namespace, name, "clock")) {
            return new ClockSkew(FAR);
        }
        return board.strikes(FaultKind.CLOCK_BEHIND, namespace, name, "clock") ? new ClockSkew(FAR.negated()) : NONE;
    }

    /** What the cluster says; the same document where the clock is right. */
    ObjectNode told(ObjectNode document) {
        return ahead.isZero() ? document : (ObjectNode) moved(document, ahead);
    }

    /** What the cluster is asked; bodies that are no JSON carry no moments here. */
    ApiRequest heard(ApiRequest request) {
        if (ahead.isZero() || request.body().isEmpty()) {
            return request;
        }
        try {
            JsonNode body = Documents.json(request.body()).node();
            return body.isContainer() ? request.withBody(Documents.text(moved(body, ahead.negated()))) : request;
        } catch (ApiProblem notJson) {
            return request;
        }
    }

    private static JsonNode moved(JsonNode node, Duration by) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Documents.object();
            object.properties().forEach(entry -> copy.set(entry.getKey(), field(entry.getKey(), entry.getValue(), by)));
            return copy;
        } else if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(moved(item, by)));
            return copy;
        }
        return node;
    }

    private static JsonNode field(String name, JsonNode value, Duration by) {
        if (value.isString() && MOMENT_NAME.matcher(name).matches()) {
            String text = value.asString();
            return MOMENT.matcher(text).matches()
                    ? StringNode.valueOf(Instant.parse(text).plus(by).toString())
                    : value;
        }
        return moved(value, by);
    }
}
