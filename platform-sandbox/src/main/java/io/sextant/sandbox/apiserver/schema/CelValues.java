package io.sextant.sandbox.apiserver.schema;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Turns JSON into the values that CEL rules see, which are named and typed by the schema. */
public final class CelValues {
    /** Words of the language, which as field names are written between underscores. */
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private static final List<String> ROOT = List.of("apiVersion", "kind");
    private static final List<String> ROOT_METADATA = List.of("name", "generateName");

    private CelValues() {}

    /** A whole object: of its metadata, rules see the names alone. */
    public static Object ofObject(StructuralSchema schema, JsonNode object) {
        Map<String, Object> seen = fields(schema, object);
        ROOT.forEach(name -> copyText(object, name, seen));
        Map<String, Object> metadata = new LinkedHashMap<>();
        ROOT_METADATA.forEach(name -> copyText(object.path("metadata"), name, metadata));
        seen.put("metadata", metadata);
        return seen;
    }

    private static void copyText(JsonNode from, String name, Map<String, Object> into) {
        if (from.path(name).isString()) {
            into.put(name, from.path(name).asString());
        }
    }

    /** A value inside an object. */
    public static Object of(StructuralSchema schema, JsonNode value) {
        if (value.isNull()) {
            return NullValue.NULL_VALUE;
        }
        StructuralSchema items = schema.items();
        StructuralSchema entries = schema.entries();
        return switch (schema.type()) {
            case OBJECT -> {
                if (schema.embedded()) {
                    yield ofObject(schema, value);
                }
                yield entries == null ? fields(schema, value) : entries(entries, value);
            }
            case ARRAY -> items == null ? free(value) : items(items, value);
            case STRING -> text(schema.bounds().format(), value.asString(""));
            case NUMBER -> value.asDouble();
            case INTEGER, BOOLEAN, INT_OR_STRING, ANY -> free(value);
        };
    }

    private static Map<String, Object> fields(StructuralSchema schema, JsonNode object) {
        Map<String, Object> fields = new LinkedHashMap<>();
        schema.properties().forEach((name, inner) -> {
            JsonNode value = object.path(name);
            if (!value.isMissingNode()) {
                fields.put(escaped(name), of(inner, value));
            }
        });
        return fields;
    }

    private static Map<String, Object> entries(StructuralSchema schema, JsonNode object) {
        Map<String, Object> entries = new LinkedHashMap<>();
        object.properties().forEach(entry -> entries.put(entry.getKey(), of(schema, entry.getValue())));
        return entries;
    }

    private static List<Object> items(StructuralSchema schema, JsonNode list) {
        List<Object> items = new ArrayList<>();
        list.forEach(item -> items.add(of(schema, item)));
        return items;
    }

    private static Object text(String format, String text) {
        try {
            return switch (format) {
                case "date-time" -> Instant.parse(text);
                case "date" ->
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                case "duration" ->
                    GoDuration.parse(text).map(Object.class::cast).orElse(text);
                case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
                default -> text;
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            return text;
        }
    }

    private static Object free(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                value.properties().forEach(entry -> fields.put(entry.getKey(), free(entry.getValue())));
                yield fields;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                value.forEach(item -> items.add(free(item)));
                yield items;
            }
            case NUMBER ->
                value.canConvertToLong() && ValueType.INTEGER.accepts(value)
                        ? (Object) value.decimalValue().longValue()
                        : (Object) value.asDouble();
            case BOOLEAN -> value.asBoolean();
            case NULL, MISSING -> NullValue.NULL_VALUE;
            case STRING, BINARY, POJO -> value.asString("");
        };
    }

    /** The name under which rules see a field, since CEL's identifiers know letters, digits and underscores alone. */
    static String escaped(String name) {
        if (RESERVED.contains(name)) {
            return "__" + name + "__";
        }
        return name.replace("__", "__underscores__")
                .replace(".", "__dot__")
                .replace("-", "__dash__")
                .replace("/", "__slash__");
    }
}
