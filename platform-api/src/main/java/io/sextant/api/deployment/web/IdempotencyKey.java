package io.sextant.api.deployment.web;

import io.sextant.api.problem.PlatformProblem;
import org.jspecify.annotations.Nullable;

/** The header by which a request sent twice is carried out once. */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private IdempotencyKey() {}

    static String required(@Nullable String key) {
        if (key == null) {
            throw new PlatformProblem.Invalid(
                    HEADER,
                    "missing",
                    "This request needs the header Idempotency-Key with a value of its own, such as a UUID.");
        }
        return key;
    }
}
