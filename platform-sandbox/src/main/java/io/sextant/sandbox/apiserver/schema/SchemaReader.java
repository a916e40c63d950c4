package io.sextant.sandbox.apiserver.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sextant.sandbox.apiserver.schema.StructuralSchema.Listing;
import io.sextant.sandbox.apiserver.schema.ValueBounds.Junctions;
import io.sextant.sandbox.apiserver.schema.ValueBounds.NumberRange;
import io.sextant.sandbox.apiserver.schema.ValueBounds.SizeRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an {@code openAPIV3Schema}, and refuses what an API server would refuse of it. */
public final class SchemaReader {
    private SchemaReader() {}

    /**
     * Reads the schema of a kind's objects.
     *
     * @param place of the schema in its document, for messages
     * @throws SchemaFault where it cannot be read
     */
    public static StructuralSchema read(JsonNode schema, String place) {
        StructuralSchema read = node(schema, place, true);
        if (read.type() != ValueType.OBJECT) {
            throw new SchemaFault(place + ".type", "must be object at the root");
        }
        return read;
    }

    /** Inside allOf, anyOf, oneOf and not, types may be left out. */
    private static StructuralSchema node(JsonNode schema, String place, boolean structural) {
        if (!schema.isObject()) {
            throw new SchemaFault(place, "must be an object");
        }
        if (schema.has("$ref")) {
            throw new SchemaFault(place + ".$ref", "references are not allowed");
        }
        boolean preserving = flag(schema, "x-kubernetes-preserve-unknown-fields", place);
        ValueType type = type(schema, place, structural && !preserving);
        Map<String, StructuralSchema> properties = properties(schema.path("properties"), place, structural);
        JsonNode additional = schema.path("additionalProperties");
        boolean free = preserving || (additional.isBoolean() && additional.asBoolean());
        StructuralSchema entries =
                additional.isObject() ? node(additional, place + ".additionalProperties", structural) : null;
        if (entries != null && !properties.isEmpty()) {
            throw new SchemaFault(place + ".additionalProperties", "must not be used together with properties");
        }
        JsonNode items = schema.path("items");
        if (structural && type == ValueType.ARRAY && !items.isObject()) {
            throw new SchemaFault(place + ".items", "must be specified for a list");
        }
        return new StructuralSchema(
                type,
                flag(schema, "nullable", place),
                free,
                flag(schema, "x-kubernetes-embedded-resource", place),
                properties,
                entries,
                items.isObject() ? node(items, place + ".items", structural) : null,
                listing(schema, place),
                text(schema, "x-kubernetes-map-type", place).equals("atomic"),
                schema.get("default"),
                bounds(schema, place),
                CelRules.read(schema.path("x-kubernetes-validations"), place + ".x-kubernetes-validations"));
    }

    private static ValueType type(JsonNode schema, String place, boolean needed) {
        if (flag(schema, "x-kubernetes-int-or-string", place)) {
            return ValueType.INT_OR_STRING;
        }
        String name = text(schema, "type", place);
        if (name.isEmpty() && needed) {
            throw new SchemaFault(place + ".type", "must not be empty for specified object fields");
        }
        return name.isEmpty()
                ? ValueType.ANY
                : ValueType.of(name)
                        .orElseThrow(() -> new SchemaFault(
                                place + ".type",
                                "\"" + name + "\" is none of object, array, string, integer, number, boolean"));
    }

    private static Map<String, StructuralSchema> properties(JsonNode named, String place, boolean structural) {
        Map<String, StructuralSchema> properties = new HashMap<>();
        named.properties()
                .forEach(entry -> properties.put(
                        entry.getKey(),
                        node(entry.getValue(), place + ".properties[" + entry.getKey() + "]", structural)));
        return properties;
    }

    private static Listing listing(JsonNode schema, String place) {
        String type = text(schema, "x-kubernetes-list-type", place);
        List<String> keys = texts(schema, "x-kubernetes-list-map-keys", place);
        return switch (type) {
            case "", "atomic" -> Listing.ATOMIC;
            case "set" -> new Listing(type, List.of());
            case "map" -> {
                if (keys.isEmpty()) {
                    throw new SchemaFault(place + ".x-kubernetes-list-map-keys", "needed for a list of type map");
                }
                yield new Listing(type, keys);
            }
            default ->
                throw new SchemaFault(
                        place + ".x-kubernetes-list-type", "\"" + type + "\" is none of atomic, set, map");
        };
    }

    private static ValueBounds bounds(JsonNode schema, String place) {
        List<JsonNode> choices = new ArrayList<>();
        schema.path("enum").forEach(choices::add);
        return new ValueBounds(
                texts(schema, "required", place),
                choices,
                text(schema, "format", place),
                pattern(schema, place),
                new NumberRange(
                        number(schema, "minimum", place),
                        flag(schema, "exclusiveMinimum", place),
                        number(schema, "maximum", place),
                        flag(schema, "exclusiveMaximum", place),
                        number(schema, "multipleOf", place)),
                size(schema, "Length", place),
                size(schema, "Items", place),
                size(schema, "Properties", place),
                flag(schema, "uniqueItems", place),
                new Junctions(
                        junction(schema, "allOf", place),
                        junction(schema, "anyOf", place),
                        junction(schema, "oneOf", place),
                        schema.has("not") ? node(schema.path("not"), place + ".not", false) : null));
    }

    private static @Nullable Pattern pattern(JsonNode schema, String place) {
        String pattern = text(schema, "pattern", place);
        try {
            return pattern.isEmpty() ? null : Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new SchemaFault(place + ".pattern", String.valueOf(e.getMessage()), e);
        }
    }

    private static List<StructuralSchema> junction(JsonNode schema, String name, String place) {
        List<StructuralSchema> schemas = new ArrayList<>();
        for (JsonNode one : schema.path(name)) {
            schemas.add(node(one, "%s.%s[%d]".formatted(place, name, schemas.size()), false));
        }
        return schemas;
    }

    private static SizeRange size(JsonNode schema, String what, String place) {
        BigDecimal least = number(schema, "min" + what, place);
        BigDecimal most = number(schema, "max" + what, place);
        return new SizeRange(least == null ? null : least.intValue(), most == null ? null : most.intValue());
    }

    private static @Nullable BigDecimal number(JsonNode schema, String name, String place) {
        JsonNode value = schema.path(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isNumber()) {
            throw new SchemaFault(place + "." + name, "must be a number");
        }
        return value.decimalValue();
    }

    private static boolean flag(JsonNode schema, String name, String place) {
        JsonNode value = schema.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new SchemaFault(place + "." + name, "must be true or false");
        }
        return value.asBoolean(false);
    }

    private static String text(JsonNode schema, String name, String place) {
        JsonNode value = schema.path(name);
        if (!value.isMissingNode() && !value.isString()) {
            throw new SchemaFault(place + "." + name, "must be a text");
        }
        return value.asString("");
    }

    private static List<String> texts(JsonNode schema, String name, String place) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : schema.path(name)) {
            if (!value.isString()) {
                throw new SchemaFault(place + "." + name, "must be a list of texts");
            }
            texts.add(value.asString());
        }
        return texts;
    }
}
