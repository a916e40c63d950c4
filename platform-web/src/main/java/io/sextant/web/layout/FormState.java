package io.sextant.web.layout;

import io.sextant.api.problem.FieldError;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DirectFieldBindingResult;

/** A form as it was typed, and what is wrong with it, where {@code fragments/field} looks for both. */
public final class FormState {
    private FormState() {}

    /**
     * Puts a form into the model under the name that the template's {@code th:object} has.
     *
     * @param form a record of strings, so that whatever was typed can be shown again
     * @param errors with the field's name as pointer, with or without a slash before it
     */
    public static void add(Model model, String name, Object form, List<FieldError> errors) {
        BindingResult state = new DirectFieldBindingResult(form, name);
        errors.forEach(error -> {
            String field = error.pointer().startsWith("/") ? error.pointer().substring(1) : error.pointer();
            state.rejectValue(field, error.code(), error.message());
        });
        model.addAllAttributes(state.getModel());
    }
}
