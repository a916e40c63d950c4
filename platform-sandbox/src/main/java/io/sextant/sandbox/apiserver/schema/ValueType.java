package io.sextant.sandbox.apiserver.schema;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The JSON types that schemas know. */
public enum ValueType {
    OBJECT,
    ARRAY,
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    INT_OR_STRING,
    ANY;

    /** The type that schemas write as this; the others are written otherwise. */
    static Optional<ValueType> of(String name) {
        return EnumSet.range(OBJECT, BOOLEAN).stream()
                .filter(type -> type.typeName().equals(name))
                .findFirst();
    }

    /** How schemas and messages call it. */
    public String typeName() {
        return this == INT_OR_STRING ? "integer,string" : name().toLowerCase(Locale.ROOT);
    }

    /** Whether a value is of this type. */
    public boolean accepts(JsonNode value) {
        return switch (this) {
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
            case STRING -> value.isString();
            case INTEGER -> isWhole(value);
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case INT_OR_STRING -> value.isString() || isWhole(value);
            case ANY -> true;
        };
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber()
                || (value.isNumber()
                        && value.decimalValue().stripTrailingZeros().scale() <= 0);
    }

    /** The type a value has, as messages call it. */
    public static String nameOf(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
