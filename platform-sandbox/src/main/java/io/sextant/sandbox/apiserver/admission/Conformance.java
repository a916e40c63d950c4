package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.ApiProblem.Cause;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Brings an incoming object into its kind's shape: unknown fields and nulls go, and are reported. */
public final class Conformance {
    private final ResourceType type;
    private final List<String> unknown = new ArrayList<>();
    private final List<Cause> wrongTypes = new ArrayList<>();

    private Conformance(ResourceType type) {
        this.type = type;
    }

    /**
     * Prunes the object in place.
     *
     * @return what was dropped, in the words of {@code fieldValidation}
     * @throws ApiProblem when a value has a wrong type
     */
    public static List<String> enforce(ResourceType type, KubeObject object) {
        Conformance conformance = new Conformance(type);
        conformance.object(type.shape(), object.node(), "");
        if (!conformance.wrongTypes.isEmpty()) {
            throw conformance.wrongTypeProblem(object);
        }
        return conformance.unknown;
    }

    private ApiProblem wrongTypeProblem(KubeObject object) {
        if (type.custom()) {
            return ApiProblem.invalid(type, object.name(), wrongTypes);
        }
        Cause first = wrongTypes.getFirst();
        return ApiProblem.badRequest(
                "%s in version \"%s\" cannot be handled as a %s: json: cannot unmarshal field %s: %s"
                        .formatted(type.kind(), type.version(), type.kind(), first.field(), first.message()));
    }

    private void object(Shape shape, ObjectNode node, String path) {
        List<String> names = new ArrayList<>(node.propertyNames());
        for (String name : names) {
            JsonNode value = node.path(name);
            String place = path.isEmpty() ? name : path + "." + name;
            Shape inner = child(shape, name);
            if (inner == null) {
                unknown.add("unknown field \"" + place + "\"");
                node.remove(name);
            } else if (value.isNull() && !(inner instanceof Shape.Any)) {
                // What a null means, a schema says; without one it is nothing.
                if (type.definition() == null || place.startsWith("metadata")) {
                    node.remove(name);
                }
            } else {
                value(inner, value, place).ifPresent(better -> node.set(name, better));
            }
        }
    }

    /** Checks a value; the answer is what to put in its place, if anything. */
    private Optional<JsonNode> value(Shape shape, JsonNode value, String place) {
        if (value.isNull() && type.definition() != null) {
            return Optional.empty();
        }
        switch (shape) {
            case Shape.Fields fields -> inside(value.isObject(), "object", fields, value, place);
            case Shape.Entries entries -> inside(value.isObject(), "object", entries, value, place);
            case Shape.Sequence sequence -> inside(value.isArray(), "array", sequence, value, place);
            case Shape.Scalar scalar -> {
                if (!scalar.accepts(value)) {
                    wrongTypes.add(Cause.wrongType(place, nameOf(value), scalar.typeName()));
                } else if (scalar == Shape.Scalar.QUANTITY && value.isNumber() && !type.custom()) {
                    return Optional.of(StringNode.valueOf(value.asString()));
                }
            }
            case Shape.Any any -> {}
        }
        return Optional.empty();
    }

    private void inside(boolean fits, String expected, Shape shape, JsonNode value, String place) {
        if (!fits) {
            wrongTypes.add(Cause.wrongType(place, nameOf(value), expected));
        } else if (value instanceof ObjectNode object) {
            object(shape, object, place);
        } else if (value instanceof ArrayNode array && shape instanceof Shape.Sequence sequence) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode item = array.path(i);
                Optional<JsonNode> better = value(sequence.item(), item, "%s[%d]".formatted(place, i));
                if (better.isPresent()) {
                    array.set(i, better.get());
                }
            }
        }
    }

    private static String nameOf(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Shape child(Shape shape, String name) {
        return switch (shape) {
            case Shape.Fields fields -> fields.field(name);
            case Shape.Entries entries -> entries.value();
            case Shape.Sequence sequence -> sequence.item();
            case Shape.Any any -> any;
            case Shape.Scalar scalar -> scalar;
        };
    }
}
