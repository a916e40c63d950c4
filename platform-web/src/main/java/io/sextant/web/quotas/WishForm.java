package io.sextant.web.quotas;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.quota.QuotaWish;
import io.sextant.web.layout.TypedNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for more quota as it was typed.
 *
 * @param pool cluster and GPU product with a slash between
 */
record WishForm(
        @Nullable String team,
        @Nullable String pool,
        @Nullable String guaranteedGpus,
        @Nullable String burstLimitGpus,
        @Nullable String reason) {
    QuotaWish wish() {
        List<FieldError> errors = new ArrayList<>();
        Integer guaranteed = TypedNumber.whole("guaranteedGpus", guaranteedGpus, errors);
        Integer burst = TypedNumber.whole("burstLimitGpus", burstLimitGpus, errors);
        if (guaranteed == null && errors.isEmpty()) {
            errors.add(new FieldError("guaranteedGpus", "missing", "Say how many GPUs are to be guaranteed, or 0."));
        }
        String[] parts = Objects.requireNonNullElse(pool, "").split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            errors.add(new FieldError("pool", "missing", "Choose a GPU pool."));
        }
        if (guaranteed == null || !errors.isEmpty()) {
            throw new PlatformProblem.Invalid("invalid-request", "Something is missing.", "Type it in.", errors);
        }
        return new QuotaWish(
                Objects.requireNonNullElse(team, ""),
                new QuotaPool(parts[0], parts[1]),
                guaranteed,
                burst == null ? guaranteed : burst,
                Objects.requireNonNullElse(reason, ""));
    }
}
