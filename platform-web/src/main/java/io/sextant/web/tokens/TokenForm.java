package io.sextant.web.tokens;

import io.sextant.api.problem.FieldError;
import io.sextant.api.tenancy.UserToken;
import io.sextant.web.layout.TypedNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new token as it is typed. */
public record TokenForm(
        @Nullable String name,
        @Nullable String team,
        @Nullable String lifetimeDays) {
    public static final TokenForm BLANK = new TokenForm("", "", "90");

    public UserToken.Draft draft(List<FieldError> errors) {
        return new UserToken.Draft(name, team, TypedNumber.whole("lifetimeDays", lifetimeDays, errors));
    }
}
