package io.sextant.api.approval.web;

import io.sextant.api.approval.Approver;
import io.sextant.api.approval.PolicyConditions;
import io.sextant.api.approval.PolicyTerms;
import io.sextant.api.quota.QuotaClass;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it is sent.
 *
 * @param node slug; of a new policy only
 * @param position 100 where it is left out
 * @param holdHours 72 where it is left out
 */
record PolicyRequest(
        @Nullable String node,
        @Nullable String name,
        @Nullable Integer position,
        @Nullable BigDecimal monthlyCostFrom,
        @Nullable Integer quotaPercentFrom,
        @Nullable Set<String> gpuProducts,
        @Nullable Set<QuotaClass> quotaClasses,
        @Nullable Set<String> models,
        @Nullable List<Approver> stages,
        @Nullable Integer holdHours) {
    private static final int USUAL_POSITION = 100;

    PolicyTerms terms() {
        return new PolicyTerms(
                name == null ? "" : name.strip(),
                position == null ? USUAL_POSITION : position,
                new PolicyConditions(
                        monthlyCostFrom,
                        quotaPercentFrom,
                        gpuProducts == null ? Set.of() : gpuProducts,
                        quotaClasses == null ? Set.of() : quotaClasses,
                        models == null ? Set.of() : models),
                stages == null ? List.of() : stages,
                holdHours == null ? PolicyTerms.USUAL_HOLD_HOURS : holdHours);
    }
}
