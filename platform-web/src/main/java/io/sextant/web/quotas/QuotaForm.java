package io.sextant.web.quotas;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaEdit;
import io.sextant.api.quota.QuotaStanding;
import io.sextant.api.quota.QuotaTerms;
import io.sextant.web.layout.TypedNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A quota as it was typed.
 *
 * @param revision that the form was made of
 * @param action {@code preview} or {@code save}
 */
record QuotaForm(
        @Nullable String guaranteedGpus,
        @Nullable String burstLimitGpus,
        @Nullable String lendableGpus,
        @Nullable Boolean overcommitted,
        @Nullable Boolean raiseAbove,
        @Nullable String reason,
        @Nullable Integer revision,
        @Nullable String action) {
    static QuotaForm of(QuotaStanding standing) {
        QuotaTerms terms = standing.terms();
        return new QuotaForm(
                Integer.toString(terms.guaranteedGpus()),
                Integer.toString(terms.burstLimitGpus()),
                Integer.toString(terms.lendableGpus()),
                terms.overcommitted(),
                false,
                "",
                standing.revision(),
                "");
    }

    boolean saves() {
        return "save".equals(action);
    }

    /** The same, to be sent again about another revision. */
    QuotaForm seen(int current) {
        return new QuotaForm(
                guaranteedGpus, burstLimitGpus, lendableGpus, overcommitted, raiseAbove, reason, current, action);
    }

    QuotaEdit edit() {
        List<FieldError> errors = new ArrayList<>();
        Integer guaranteed = number("guaranteedGpus", guaranteedGpus, errors);
        Integer burst = number("burstLimitGpus", burstLimitGpus, errors);
        Integer lendable = number("lendableGpus", lendableGpus, errors);
        if (guaranteed == null || burst == null || lendable == null) {
            throw new PlatformProblem.Invalid("invalid-request", "Numbers are missing.", "Type them in.", errors);
        }
        return new QuotaEdit(
                new QuotaTerms(guaranteed, burst, lendable, Boolean.TRUE.equals(overcommitted)),
                Boolean.TRUE.equals(raiseAbove),
                Objects.requireNonNullElse(reason, ""));
    }

    private static @Nullable Integer number(String field, @Nullable String typed, List<FieldError> errors) {
        int before = errors.size();
        Integer number = TypedNumber.whole(field, typed, errors);
        if (number == null && errors.size() == before) {
            errors.add(new FieldError(field, "missing", "Say how many GPUs, or 0."));
        }
        return number;
    }
}
