package io.sextant.api.catalog.config;

import io.sextant.api.problem.FieldError;
import io.sextant.planner.units.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The members of a configuration; whatever is missing or cannot be is gathered, so that one look names all of it. */
final class ConfigFields {
    /** Stands in for a number that could not be read; nothing is made of it once there are errors. */
    private static final int PLACEHOLDER = 1;

    private final JsonNode members;
    private final String pointer;
    private final Map<String, Integer> defaults;
    private final String family;
    private final List<FieldError> errors = new ArrayList<>();
    private final List<ReadField> read = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    ConfigFields(JsonNode members, String pointer, Family family) {
        this.members = members;
        this.pointer = pointer;
        this.defaults = family.defaults();
        this.family = family.modelType();
    }

    /** A number of at least one that must be there. */
    int whole(String key, String name, int most) {
        return optional(key, name, most).orElseGet(() -> {
            if (errors.stream().noneMatch(error -> error.pointer().equals(pointer + "/" + key))) {
                wrong(
                        key,
                        "missing",
                        key + " is missing (" + name.toLowerCase(java.util.Locale.ROOT)
                                + "). Copy the whole config.json of the model, or add the key.");
            }
            return PLACEHOLDER;
        });
    }

    /** A number of at least one, or what the family assumes without it, or empty. */
    Optional<Integer> optional(String key, String name, int most) {
        JsonNode node = members.path(key);
        if (node.isMissingNode() || node.isNull()) {
            Optional<Integer> assumed = Optional.ofNullable(defaults.get(key));
            assumed.ifPresent(value -> understood(name, Display.count(value), "default of " + family));
            return assumed;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            wrong(key, "not-whole", key + " must be a whole number, but is " + shown(node) + ".");
            return Optional.empty();
        }
        int value = node.intValue();
        if (value < 1 || value > most) {
            wrong(
                    key,
                    "out-of-range",
                    "%s must be from 1 to %s, but is %s.".formatted(key, Display.count(most), shown(node)));
            return Optional.empty();
        }
        understood(name, Display.count(value), key);
        return Optional.of(value);
    }

    /** A number that may be zero or left out, such as a count of shared experts; not listed as understood. */
    int count(String key, int otherwise, int most) {
        JsonNode node = members.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return defaults.getOrDefault(key, otherwise);
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0 || node.intValue() > most) {
            wrong(
                    key,
                    "out-of-range",
                    "%s must be a whole number from 0 to %s, but is %s."
                            .formatted(key, Display.count(most), shown(node)));
            return otherwise;
        }
        return node.intValue();
    }

    boolean flag(String key, boolean otherwise) {
        JsonNode node = members.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            wrong(key, "not-boolean", key + " must be true or false, but is " + shown(node) + ".");
            return otherwise;
        }
        return node.booleanValue();
    }

    boolean has(String key) {
        return !members.path(key).isMissingNode() && !members.path(key).isNull();
    }

    /** The texts of a list, or null where there is no such list. */
    @Nullable
    List<String> texts(String key) {
        JsonNode node = members.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isString)) {
            wrong(key, "not-a-list", key + " must be a list of texts.");
            return null;
        }
        return node.valueStream().map(JsonNode::stringValue).toList();
    }

    /** The whole numbers of a list; empty where there is none. */
    List<Integer> wholes(String key) {
        return members.path(key)
                .valueStream()
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::intValue)
                .toList();
    }

    JsonNode node(String key) {
        return members.path(key);
    }

    void wrong(String key, String code, String message) {
        errors.add(new FieldError(pointer + "/" + key, code, message));
    }

    void understood(String name, String value, String origin) {
        read.add(new ReadField(name, value, origin));
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    List<FieldError> errors() {
        return errors;
    }

    List<ReadField> read() {
        return read;
    }

    List<String> remarks() {
        return remarks;
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }
}
