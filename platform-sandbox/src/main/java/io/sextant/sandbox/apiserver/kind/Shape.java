package io.sextant.sandbox.apiserver.kind;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The structure of a value: what may be in it, how it merges and how its ownership divides. */
public sealed interface Shape {
    /** Anything goes; owned and replaced as a whole. */
    Shape ANY = new Any();

    /** Whether one field manager owns the whole value. */
    boolean atomic();

    /** A value whose inside is not known. */
    record Any() implements Shape {
        @Override
        public boolean atomic() {
            return true;
        }
    }

    /** A single value. */
    enum Scalar implements Shape {
        STRING("string"),
        INTEGER("integer"),
        NUMBER("number"),
        BOOLEAN("boolean"),
        QUANTITY("string"),
        INT_OR_STRING("integer");

        private final String typeName;

        Scalar(String typeName) {
            this.typeName = typeName;
        }

        /** Name of the type in messages. */
        public String typeName() {
            return typeName;
        }

        /** Whether the JSON value is of this type. */
        public boolean accepts(JsonNode value) {
            return switch (this) {
                case STRING -> value.isString();
                case INTEGER -> value.isIntegralNumber();
                case NUMBER -> value.isNumber();
                case BOOLEAN -> value.isBoolean();
                case QUANTITY -> value.isString() || value.isNumber();
                case INT_OR_STRING -> value.isString() || value.isIntegralNumber();
            };
        }

        @Override
        public boolean atomic() {
            return true;
        }
    }

    /**
     * An object with known fields.
     *
     * @param name of the type, as documentation calls it
     * @param source looked up lazily, since some types contain themselves
     */
    record Fields(String name, boolean atomic, Supplier<Map<String, Shape>> source, Set<String> required)
            implements Shape {
        /** Shape of a field, or null when there is no such field. */
        public @Nullable Shape field(String name) {
            return source.get().get(name);
        }
    }

    /** An object with free keys. */
    record Entries(Shape value, boolean atomic) implements Shape {}

    /**
     * A list.
     *
     * @param keys fields that tell items apart in server-side apply; empty otherwise
     * @param mergeKey field that tells items apart in a strategic merge patch; empty string for a list of scalars that
     *     is merged, null for a list that is replaced
     */
    record Sequence(
            Shape item,
            Ownership ownership,
            List<Key> keys,
            @Nullable String mergeKey) implements Shape {
        @Override
        public boolean atomic() {
            return ownership == Ownership.ATOMIC;
        }
    }

    /** How field managers share a list. */
    enum Ownership {
        ATOMIC,
        SET,
        MAP
    }

    /** A key field of list items with the value it has when left out. */
    record Key(String name, @Nullable String absent) {}
}
