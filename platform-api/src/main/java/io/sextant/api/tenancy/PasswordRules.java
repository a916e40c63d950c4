package io.sextant.api.tenancy;

import io.sextant.api.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a password has to be: long, and not one's own name. */
final class PasswordRules {
    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    private PasswordRules() {}

    static List<FieldError> against(String password, String username) {
        List<FieldError> errors = new ArrayList<>();
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            errors.add(new FieldError(
                    "/newPassword",
                    "length",
                    "A password has %d to %d characters; a sentence of your own is best."
                            .formatted(SHORTEST, LONGEST)));
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.contains(username) || (!lower.isEmpty() && username.contains(lower))) {
            errors.add(new FieldError("/newPassword", "name", "The password contains your name, or is part of it."));
        }
        if (!password.isEmpty() && password.chars().distinct().count() < 5) {
            errors.add(new FieldError("/newPassword", "simple", "The password repeats very few characters."));
        }
        return errors;
    }
}
