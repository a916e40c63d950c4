package io.sextant.api.approval;

import io.sextant.api.quota.QuotaClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a policy applies: all that is stated must hold; what is absent or empty excludes nothing.
 *
 * @param monthlyCostFrom this cost for 730 hours or more
 * @param quotaPercentFrom this share of the team's limit in the pool or more, with what is asked for
 * @param models NIM ids, or {@code publisher/*} for all of a publisher
 */
public record PolicyConditions(
        @Nullable BigDecimal monthlyCostFrom,
        @Nullable Integer quotaPercentFrom,
        Set<String> gpuProducts,
        Set<QuotaClass> quotaClasses,
        Set<String> models) {
    public PolicyConditions {
        gpuProducts = Set.copyOf(gpuProducts);
        quotaClasses = Set.copyOf(quotaClasses);
        models = Set.copyOf(models);
    }

    /** Why it applies, a phrase for each condition; empty where it does not. */
    Optional<List<String>> met(ApprovalFacts facts) {
        List<String> reasons = new ArrayList<>();
        boolean met = costs(facts, reasons)
                && uses(facts, reasons)
                && among(gpuProducts, facts.gpuProduct(), "it asks for " + facts.gpuProduct(), reasons)
                && among(
                        quotaClasses,
                        facts.quotaClass(),
                        "its class is " + facts.quotaClass().label().toLowerCase(Locale.ROOT),
                        reasons)
                && isRestricted(facts, reasons);
        return met ? Optional.of(List.copyOf(reasons)) : Optional.empty();
    }

    private boolean costs(ApprovalFacts facts, List<String> reasons) {
        if (monthlyCostFrom == null) {
            return true;
        }
        reasons.add("it costs %,.2f %s a month, which is not below %,.2f"
                .formatted(facts.monthlyCost(), facts.currency(), monthlyCostFrom));
        return facts.monthlyCost().compareTo(monthlyCostFrom) >= 0;
    }

    private boolean uses(ApprovalFacts facts, List<String> reasons) {
        ApprovalFacts.QuotaShare share = facts.share();
        if (quotaPercentFrom == null) {
            return true;
        }
        if (share == null || !share.reaches(quotaPercentFrom)) {
            return false;
        }
        reasons.add("the team would use %d of %d GPUs, which is not below %d %%"
                .formatted(share.usedGpus(), share.limitGpus(), quotaPercentFrom));
        return true;
    }

    private static <T> boolean among(Set<T> listed, T value, String reason, List<String> reasons) {
        if (listed.isEmpty()) {
            return true;
        }
        reasons.add(reason);
        return listed.contains(value);
    }

    private boolean isRestricted(ApprovalFacts facts, List<String> reasons) {
        String publisher = facts.model().substring(0, facts.model().indexOf('/') + 1) + "*";
        return among(
                models,
                models.contains(publisher) ? publisher : facts.model(),
                facts.model() + " is restricted",
                reasons);
    }
}
