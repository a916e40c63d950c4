package io.sextant.sandbox.apiserver.schema;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The bounds a schema puts on values, apart from their structure; absent ones are null or empty.
 *
 * @param choices the only values allowed
 * @param pattern found somewhere in a text, as Go's regular expressions find
 * @param number of numbers
 * @param length of texts, in code points
 * @param items of lists
 * @param properties of objects
 */
public record ValueBounds(
        List<String> required,
        List<JsonNode> choices,
        String format,
        @Nullable Pattern pattern,
        NumberRange number,
        SizeRange length,
        SizeRange items,
        SizeRange properties,
        boolean unique,
        Junctions junctions) {

    public ValueBounds {
        required = List.copyOf(required);
        choices = List.copyOf(choices);
    }

    /** Bounds of a number. */
    public record NumberRange(
            @Nullable BigDecimal least,
            boolean aboveLeast,
            @Nullable BigDecimal most,
            boolean belowMost,
            @Nullable BigDecimal multipleOf) {}

    /** Bounds of a size. */
    public record SizeRange(
            @Nullable Integer least, @Nullable Integer most) {}

    /** Schemas that must hold together, in part, or not. */
    public record Junctions(
            List<StructuralSchema> all,
            List<StructuralSchema> any,
            List<StructuralSchema> one,
            @Nullable StructuralSchema none) {
        public Junctions {
            all = List.copyOf(all);
            any = List.copyOf(any);
            one = List.copyOf(one);
        }
    }
}
