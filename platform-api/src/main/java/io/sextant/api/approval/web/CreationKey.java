package io.sextant.api.approval.web;

import io.sextant.api.problem.PlatformProblem;
import org.jspecify.annotations.Nullable;

/** The header by which something that is created twice is created once. */
final class CreationKey {
    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 200;

    private CreationKey() {}

    static String required(@Nullable String key) {
        if (key == null || key.isBlank() || key.length() > LONGEST) {
            throw new PlatformProblem.Invalid(
                    HEADER,
                    "missing",
                    "This request needs the header Idempotency-Key with a value of its own, such as a UUID.");
        }
        return key;
    }
}
