package io.sextant.web.quotas;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.reclaim.ReclaimWish;
import io.sextant.web.layout.TypedNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * GPUs that are asked back, as it was typed.
 *
 * @param pool cluster and GPU product with a slash between
 * @param action {@code ask}, or anything else to look at what it does
 */
record ReclaimForm(
        @Nullable String team,
        @Nullable String pool,
        @Nullable String gpus,
        @Nullable String reason,
        @Nullable String action) {
    boolean asks() {
        return "ask".equals(action);
    }

    ReclaimWish wish() {
        List<FieldError> errors = new ArrayList<>();
        Integer wanted = TypedNumber.whole("gpus", gpus, errors);
        if (wanted == null && errors.isEmpty()) {
            errors.add(new FieldError("gpus", "missing", "Say how many GPUs are needed."));
        }
        String[] parts = Objects.requireNonNullElse(pool, "").split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            errors.add(new FieldError("pool", "missing", "Choose a GPU pool."));
        }
        if (wanted == null || !errors.isEmpty()) {
            throw new PlatformProblem.Invalid("invalid-request", "Something is missing.", "Type it in.", errors);
        }
        return new ReclaimWish(
                Objects.requireNonNullElse(team, ""),
                new QuotaPool(parts[0], parts[1]),
                wanted,
                Objects.requireNonNullElse(reason, ""));
    }
}
