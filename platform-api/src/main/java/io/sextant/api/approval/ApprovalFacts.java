package io.sextant.api.approval;

import io.sextant.api.quota.QuotaClass;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a policy looks at in a request.
 *
 * @param monthlyCost of the deployment as it is asked for, for 730 hours
 * @param share of the team's quota in the pool; absent where it is not known any more
 * @param gpuProduct the node label {@code nvidia.com/gpu.product}
 * @param model NIM id
 */
public record ApprovalFacts(
        BigDecimal monthlyCost,
        String currency,
        @Nullable QuotaShare share,
        String gpuProduct,
        QuotaClass quotaClass,
        String model) {
    /**
     * How much of its limit a team would use.
     *
     * @param usedGpus with those asked for
     */
    public record QuotaShare(int usedGpus, int limitGpus) {
        private static final int PERCENT = 100;

        /** Exactly: 8 of 16 reach 50 percent. */
        boolean reaches(int percent) {
            return (long) usedGpus * PERCENT >= (long) percent * limitGpus;
        }
    }
}
