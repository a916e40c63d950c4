package io.sextant.web.catalog;

import io.sextant.api.catalog.Lifecycle;
import io.sextant.api.catalog.ModelFilter;
import io.sextant.api.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was typed into the catalogue's filters; an empty field asks for nothing. */
record CatalogFilterForm(
        @Nullable String text,
        @Nullable String publisher,
        @Nullable String minParametersB,
        @Nullable String maxParametersB,
        @Nullable String gpu,
        @Nullable String lifecycle,
        @Nullable String licence) {
    /** The filter as far as it can be understood; what cannot be is left out and reported. */
    ModelFilter filter(List<FieldError> errors) {
        return new ModelFilter(
                given(text),
                given(publisher),
                number("minParametersB", minParametersB, errors),
                number("maxParametersB", maxParametersB, errors),
                given(gpu),
                stage(errors),
                given(licence));
    }

    /** What was typed, checked only; for tests of the form alone. */
    List<FieldError> errors() {
        List<FieldError> errors = new ArrayList<>();
        filter(errors);
        return errors;
    }

    private Lifecycle.@Nullable Stage stage(List<FieldError> errors) {
        String text = given(lifecycle);
        try {
            return text == null ? null : Lifecycle.Stage.parse(text);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("lifecycle", "unknown", "Choose a lifecycle from the list."));
            return null;
        }
    }

    private static @Nullable Double number(String field, @Nullable String typed, List<FieldError> errors) {
        String text = given(typed);
        try {
            Double number = text == null ? null : Double.valueOf(text);
            if (number == null || (number >= 0 && Double.isFinite(number))) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number below zero.
        }
        errors.add(new FieldError(field, "not-a-number", "Parameters must be a number of billions, such as 8 or 70."));
        return null;
    }

    private static @Nullable String given(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }
}
