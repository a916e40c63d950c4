package io.sextant.web.layout;

import io.sextant.api.problem.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a form: what could not be read of it, and what the use case refused. */
public final class FormErrors {
    private FormErrors() {}

    /** Both together; a field that could not be read counts as missing for the use case, which is said once only. */
    public static List<FieldError> joined(List<FieldError> unreadable, List<FieldError> refused) {
        Set<String> told = new HashSet<>();
        unreadable.forEach(error -> told.add(field(error.pointer())));
        List<FieldError> all = new ArrayList<>(unreadable);
        refused.stream()
                .filter(error -> !told.contains(field(error.pointer())))
                .map(error -> new FieldError(field(error.pointer()), error.code(), error.message()))
                .forEach(all::add);
        return all;
    }

    /** The field that a pointer into it belongs to: {@code config} for {@code /config/hidden_size}. */
    private static String field(String pointer) {
        String path = pointer.startsWith("/") ? pointer.substring(1) : pointer;
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
