package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.ApiProblem.Cause;
import io.sextant.sandbox.apiserver.schema.CelRule;
import io.sextant.sandbox.apiserver.schema.CelValues;
import io.sextant.sandbox.apiserver.schema.StructuralSchema;
import io.sextant.sandbox.apiserver.schema.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks the CEL rules of a schema, each of the value it stands at. */
final class RuleValidation {
    private final Findings findings;

    private RuleValidation(Findings findings) {
        this.findings = findings;
    }

    static void check(StructuralSchema schema, @Nullable JsonNode before, JsonNode object, Findings findings) {
        new RuleValidation(findings).value(schema, before, object, "");
    }

    private void value(StructuralSchema schema, @Nullable JsonNode before, JsonNode value, String path) {
        if (value.isNull() || value.equals(before)) {
            return;
        }
        schema.rules().forEach(rule -> ask(rule, schema, before, value, path));
        if (schema.type() == ValueType.ARRAY && schema.items() != null) {
            items(schema, schema.items(), before, value, path);
            return;
        }
        value.properties().forEach(entry -> {
            String name = entry.getKey();
            StructuralSchema inner = schema.child(name);
            if (inner != null) {
                String place = schema.properties().containsKey(name)
                        ? path.isEmpty() ? name : path + "." + name
                        : "%s[%s]".formatted(path, name);
                value(inner, before == null ? null : before.get(name), entry.getValue(), place);
            }
        });
    }

    private void items(
            StructuralSchema schema, StructuralSchema items, @Nullable JsonNode before, JsonNode list, String path) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.path(i);
            value(items, KeyedItems.counterpart(schema.listing(), before, item), item, "%s[%d]".formatted(path, i));
        }
    }

    private void ask(CelRule rule, StructuralSchema schema, @Nullable JsonNode before, JsonNode value, String path) {
        Object old = before == null || before.isNull() ? null : seen(schema, before, path);
        if (rule.transition() && old == null && !rule.optionalOld()) {
            return;
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", seen(schema, value, path));
        if (rule.optionalOld()) {
            variables.put("oldSelf", Optional.ofNullable(old));
        } else if (old != null) {
            variables.put("oldSelf", old);
        }
        rule.fault(variables)
                .ifPresent(why -> findings.add(cause(rule, schema.type().typeName(), path + rule.fieldPath(), why)));
    }

    private static Object seen(StructuralSchema schema, JsonNode value, String path) {
        return path.isEmpty() ? CelValues.ofObject(schema, value) : CelValues.of(schema, value);
    }

    /** Messages name the type of the value, not the value. */
    private static Cause cause(CelRule rule, String type, String path, String why) {
        String place = path.isEmpty() ? "<nil>" : path.startsWith(".") ? path.substring(1) : path;
        return switch (rule.reason()) {
            case "FieldValueForbidden" -> Cause.forbidden(place, why);
            case "FieldValueRequired" -> Cause.required(place, why);
            case "FieldValueDuplicate" -> Cause.duplicate(place, "\"" + type + "\"");
            default -> Cause.invalid(place, "\"" + type + "\"", why);
        };
    }
}
