package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.ApiProblem.Cause;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.schema.StructuralSchema;
import io.sextant.sandbox.apiserver.schema.ValueBounds;
import io.sextant.sandbox.apiserver.schema.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds an object of a custom kind against its structural schema, in the API server's words.
 *
 * <p>What an update leaves as it was is not held against it, so that objects outlive a stricter schema.
 */
final class SchemaValidation {
    /** After one of these, rules cannot be asked: the value is not what they speak of. */
    private static final Set<String> BLOCKING = Set.of(
            "FieldValueNotSupported",
            "FieldValueRequired",
            "FieldValueTooLong",
            "FieldValueTooMany",
            "FieldValueTypeInvalid");

    private final Findings findings;

    private SchemaValidation(Findings findings) {
        this.findings = findings;
    }

    /** Checks the schema first and, where nothing stands in the way, its rules. */
    static void check(StructuralSchema schema, @Nullable JsonNode before, JsonNode object, Findings findings) {
        Findings mine = new Findings();
        new SchemaValidation(mine).value(schema, before, object, "");
        if (mine.causes().stream().map(Cause::reason).anyMatch(BLOCKING::contains)) {
            mine.add(Cause.invalid(
                    "<nil>",
                    "null",
                    "some validation rules were not checked because the object was invalid; correct the existing errors"
                            + " to complete validation"));
        } else {
            RuleValidation.check(schema, before, object, mine);
        }
        mine.causes().forEach(findings::add);
    }

    private void value(StructuralSchema schema, @Nullable JsonNode before, JsonNode value, String path) {
        if (value.equals(before)) {
            return;
        }
        if (value.isNull() ? !schema.nullable() : !schema.type().accepts(value)) {
            findings.add(
                    Cause.wrongType(path, ValueType.nameOf(value), schema.type().typeName()));
            return;
        } else if (value.isNull()) {
            return;
        }
        bounds(schema.bounds(), value, path);
        junctions(schema.bounds().junctions(), value, path);
        if (value instanceof ObjectNode object) {
            fields(schema, before, object, path);
        } else if (value.isArray()) {
            items(schema, before, value, path);
        }
    }

    private void fields(StructuralSchema schema, @Nullable JsonNode before, ObjectNode object, String path) {
        object.properties().forEach(entry -> {
            StructuralSchema inner = schema.child(entry.getKey());
            if (inner != null) {
                value(
                        inner,
                        before == null ? null : before.get(entry.getKey()),
                        entry.getValue(),
                        join(path, entry.getKey()));
            }
        });
    }

    private void items(StructuralSchema schema, @Nullable JsonNode before, JsonNode list, String path) {
        Set<String> seen = new HashSet<>();
        boolean distinct = schema.listing().isMap() || schema.listing().isSet();
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.path(i);
            String place = "%s[%d]".formatted(path, i);
            if (schema.items() != null) {
                value(schema.items(), KeyedItems.counterpart(schema.listing(), before, item), item, place);
            }
            JsonNode identity = KeyedItems.identity(schema.listing(), item);
            if (distinct && !seen.add(Documents.text(identity))) {
                findings.add(Cause.duplicate(place, Documents.text(identity)));
            }
        }
    }

    private void bounds(ValueBounds bounds, JsonNode value, String path) {
        if (!bounds.choices().isEmpty() && !bounds.choices().contains(value)) {
            findings.add(Cause.unsupported(
                    path,
                    Findings.shown(value),
                    bounds.choices().stream().map(Documents::text).toList()));
        }
        BoundsCheck check = new BoundsCheck(bounds, path, findings);
        switch (value.getNodeType()) {
            case STRING -> check.text(value);
            case NUMBER -> check.number(value);
            case ARRAY -> check.list(value);
            case OBJECT -> check.object(value);
            case BOOLEAN, NULL, MISSING, BINARY, POJO -> {
                // These have no bounds but their type.
            }
        }
    }

    private void junctions(ValueBounds.Junctions junctions, JsonNode value, String path) {
        junctions.all().forEach(schema -> value(schema, null, value, path));
        findings.invalid(
                !junctions.any().isEmpty() && fitting(junctions.any(), value) == 0,
                path,
                value,
                "\"%s\" must validate at least one schema (anyOf)".formatted(path));
        long ones = junctions.one().isEmpty() ? 1 : fitting(junctions.one(), value);
        findings.invalid(
                ones != 1,
                path,
                value,
                "\"%s\" must validate one and only one schema (oneOf). Found %s"
                        .formatted(path, ones == 0 ? "none valid" : ones + " valid alternatives"));
        findings.invalid(
                junctions.none() != null && fitting(List.of(junctions.none()), value) == 1,
                path,
                value,
                "\"%s\" must not validate the schema (not)".formatted(path));
    }

    private static long fitting(List<StructuralSchema> schemas, JsonNode value) {
        return schemas.stream()
                .filter(schema -> {
                    Findings tried = new Findings();
                    new SchemaValidation(tried).value(schema, null, value, "");
                    return tried.isEmpty();
                })
                .count();
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
