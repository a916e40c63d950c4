package io.sextant.api.quota;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node of the organisation may have of a GPU pool.
 *
 * @param guaranteedGpus that it and what is below it can count on
 * @param burstLimitGpus that it and what is below it may hold at most; a hard limit
 * @param lendableGpus of the guaranteed ones, that others may hold while they are idle
 * @param overcommitted its children may be guaranteed more than it is; nothing is set aside below it then
 */
public record QuotaTerms(int guaranteedGpus, int burstLimitGpus, int lendableGpus, boolean overcommitted) {
    /** Nothing, as in a pool nobody has given it anything of. */
    public static final QuotaTerms NONE = new QuotaTerms(0, 0, 0, false);

    private static final int MOST_GPUS = 1_000_000;

    public QuotaTerms {
        List<FieldError> errors = new ArrayList<>();
        if (guaranteedGpus < 0 || guaranteedGpus > MOST_GPUS) {
            errors.add(new FieldError("/guaranteedGpus", "out-of-range", "Guaranteed are 0 to 1,000,000 GPUs."));
        }
        if (burstLimitGpus < guaranteedGpus || burstLimitGpus > MOST_GPUS) {
            errors.add(new FieldError(
                    "/burstLimitGpus",
                    "out-of-range",
                    "The burst limit is at least what is guaranteed, and at most 1,000,000 GPUs."));
        }
        if (lendableGpus < 0 || lendableGpus > Math.max(0, guaranteedGpus)) {
            errors.add(new FieldError(
                    "/lendableGpus", "out-of-range", "Lendable are 0 GPUs up to as many as are guaranteed."));
        }
        if (!errors.isEmpty()) {
            throw new PlatformProblem.Invalid(
                    "invalid-request",
                    String.join(" ", errors.stream().map(FieldError::message).toList()),
                    "Correct the numbers and send them again.",
                    errors);
        }
    }

    /** So many GPUs for sure, and no more. */
    public static QuotaTerms exactly(int gpus) {
        return new QuotaTerms(gpus, Math.max(0, gpus), 0, false);
    }

    /** The same, but enough for children that are guaranteed so many, unless it is openly overcommitted. */
    QuotaTerms covering(int assignedGpus) {
        return overcommitted || assignedGpus <= guaranteedGpus
                ? this
                : new QuotaTerms(assignedGpus, Math.max(burstLimitGpus, assignedGpus), lendableGpus, false);
    }

    /** Such as {@code guaranteed 8, burst limit 12, lendable 4}. */
    public String inWords() {
        return "guaranteed %d, burst limit %d, lendable %d%s"
                .formatted(guaranteedGpus, burstLimitGpus, lendableGpus, overcommitted ? ", openly overcommitted" : "");
    }
}
