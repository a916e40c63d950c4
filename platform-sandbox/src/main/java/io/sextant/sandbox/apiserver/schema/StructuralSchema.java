package io.sextant.sandbox.apiserver.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What may be in a value of a custom kind: its structure, its bounds and its CEL rules.
 *
 * @param nullable whether {@code null} is a value of its own
 * @param preserving whether fields that are not named are kept
 * @param embedded whether the value is an object with {@code apiVersion}, {@code kind} and {@code metadata}
 * @param properties fields by name
 * @param entries of an object with free keys; null without
 * @param items of a list; null for other values
 * @param listing how a list is shared, and told apart
 * @param atomicMap whether one field manager owns the whole object
 * @param absent what stands in where nothing was given; null without
 */
public record StructuralSchema(
        ValueType type,
        boolean nullable,
        boolean preserving,
        boolean embedded,
        Map<String, StructuralSchema> properties,
        @Nullable StructuralSchema entries,
        @Nullable StructuralSchema items,
        Listing listing,
        boolean atomicMap,
        @Nullable JsonNode absent,
        ValueBounds bounds,
        List<CelRule> rules) {

    public StructuralSchema {
        properties = Map.copyOf(properties);
        rules = List.copyOf(rules);
    }

    /** How the items of a list are told apart: by {@code keys}, as a set, or not at all. */
    public record Listing(String type, List<String> keys) {
        static final Listing ATOMIC = new Listing("atomic", List.of());

        public Listing {
            keys = List.copyOf(keys);
        }

        /** Whether items are told apart by key fields. */
        public boolean isMap() {
            return type.equals("map");
        }

        /** Whether items are told apart by their value. */
        public boolean isSet() {
            return type.equals("set");
        }
    }

    /** Schema of what a key holds; null where the schema does not say. */
    public @Nullable StructuralSchema child(String key) {
        StructuralSchema property = properties.get(key);
        return property == null ? entries : property;
    }
}
