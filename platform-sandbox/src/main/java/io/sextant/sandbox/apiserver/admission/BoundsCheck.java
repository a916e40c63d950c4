package io.sextant.sandbox.apiserver.admission;

import io.sextant.sandbox.apiserver.kind.ApiProblem.Cause;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.schema.ValueBounds;
import io.sextant.sandbox.apiserver.schema.ValueBounds.NumberRange;
import io.sextant.sandbox.apiserver.schema.ValueBounds.SizeRange;
import io.sextant.sandbox.apiserver.schema.ValueFormat;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds single values against the bounds of a schema. */
record BoundsCheck(ValueBounds bounds, String path, Findings findings) {

    void text(JsonNode value) {
        String text = value.asString();
        int length = text.codePointCount(0, text.length());
        Integer most = bounds.length().most();
        Integer least = bounds.length().least();
        if (most != null && length > most) {
            findings.add(Cause.tooLong(path, most));
        }
        fault(least != null && length < least, value, "should be at least " + least + " chars long");
        fault(
                bounds.pattern() != null && !bounds.pattern().matcher(text).find(),
                value,
                "should match '" + bounds.pattern() + "'");
        if (!ValueFormat.fits(bounds.format(), text)) {
            findings.add(new Cause(
                    "FieldValueTypeInvalid",
                    "Invalid value: %s: %s in body must be of type %s: %s"
                            .formatted(Documents.text(value), path, bounds.format(), Documents.text(value)),
                    path));
        }
    }

    void number(JsonNode value) {
        BigDecimal number = value.decimalValue();
        NumberRange range = bounds.number();
        if (range.least() != null) {
            int side = number.compareTo(range.least());
            fault(
                    side < 0 || (side == 0 && range.aboveLeast()),
                    value,
                    "should be greater than " + (range.aboveLeast() ? "" : "or equal to ") + plain(range.least()));
        }
        if (range.most() != null) {
            int side = number.compareTo(range.most());
            fault(
                    side > 0 || (side == 0 && range.belowMost()),
                    value,
                    "should be less than " + (range.belowMost() ? "" : "or equal to ") + plain(range.most()));
        }
        BigDecimal step = range.multipleOf();
        fault(
                step != null && step.signum() > 0 && number.remainder(step).signum() != 0,
                value,
                "should be a multiple of " + plain(step));
        fault(!ValueFormat.fits(bounds.format(), number), value, "must be of type integer:" + bounds.format());
    }

    void list(JsonNode value) {
        size(value, bounds.items(), "items");
        if (bounds.unique()) {
            Set<String> seen = new HashSet<>();
            value.forEach(item -> fault(!seen.add(Documents.text(item)), item, "shouldn't contain duplicates"));
        }
    }

    void object(JsonNode value) {
        size(value, bounds.properties(), "properties");
        for (String name : bounds.required()) {
            findings.required(value.path(name).isMissingNode(), path.isEmpty() ? name : path + "." + name, "");
        }
    }

    private void size(JsonNode value, SizeRange range, String what) {
        Integer most = range.most();
        Integer least = range.least();
        if (most != null && value.size() > most) {
            findings.add(Cause.tooMany(path, value.size(), most));
        }
        fault(least != null && value.size() < least, value, "should have at least " + least + " " + what);
    }

    private void fault(boolean wrong, JsonNode value, String what) {
        findings.invalid(wrong, path, value, path + " in body " + what);
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }
}
