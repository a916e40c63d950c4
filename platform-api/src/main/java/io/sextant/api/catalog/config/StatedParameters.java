package io.sextant.api.catalog.config;

import io.sextant.api.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parameter counts that an administrator knows better than a calculation from layer sizes.
 *
 * @param totalB all parameters, 10^9; null to calculate
 * @param activeB parameters one token uses, 10^9; null to calculate
 */
public record StatedParameters(
        @Nullable Double totalB, @Nullable Double activeB) {
    public static final StatedParameters NONE = new StatedParameters(null, null);

    private static final double LEAST_B = 0.001;
    private static final double MOST_B = 20_000;

    /** Adds what is wrong with them. */
    void check(List<FieldError> errors) {
        check("/totalParametersB", totalB, errors);
        check("/activeParametersB", activeB, errors);
        if (activeB != null && totalB == null) {
            errors.add(new FieldError(
                    "/activeParametersB", "alone", "State all parameters too, or leave both to the calculation."));
        }
        if (activeB != null && totalB != null && activeB > totalB) {
            errors.add(new FieldError(
                    "/activeParametersB", "contradiction", "A token cannot use more parameters than there are."));
        }
    }

    private static void check(String pointer, @Nullable Double value, List<FieldError> errors) {
        if (value != null && !(value >= LEAST_B && value <= MOST_B)) {
            errors.add(new FieldError(
                    pointer, "out-of-range", "Parameters are stated in billions, from 0.001 to 20,000."));
        }
    }
}
