package io.sextant.api.quota.web;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.quota.QuotaEdit;
import io.sextant.api.quota.QuotaTerms;
import org.jspecify.annotations.Nullable;

/**
 * The quota of a node in a pool, as it is to be.
 *
 * @param burstLimitGpus what is guaranteed, where it is left out
 * @param lendableGpus 0 where it is left out
 * @param raiseAbove whether the nodes above are guaranteed more where they have too little for it
 */
record QuotaTermsRequest(
        @Nullable Integer guaranteedGpus,
        @Nullable Integer burstLimitGpus,
        @Nullable Integer lendableGpus,
        @Nullable Boolean overcommitted,
        @Nullable Boolean raiseAbove,
        @Nullable String reason) {
    QuotaEdit edit() {
        if (guaranteedGpus == null) {
            throw new PlatformProblem.Invalid("/guaranteedGpus", "missing", "Say how many GPUs are guaranteed.");
        }
        return new QuotaEdit(
                new QuotaTerms(
                        guaranteedGpus,
                        burstLimitGpus == null ? guaranteedGpus : burstLimitGpus,
                        lendableGpus == null ? 0 : lendableGpus,
                        Boolean.TRUE.equals(overcommitted)),
                Boolean.TRUE.equals(raiseAbove),
                reason == null ? "" : reason);
    }
}
