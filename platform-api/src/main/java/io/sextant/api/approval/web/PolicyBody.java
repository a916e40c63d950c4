package io.sextant.api.approval.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.approval.ApprovalPolicy;
import io.sextant.api.approval.Approver;
import io.sextant.api.quota.QuotaClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A policy as it is answered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PolicyBody(
        UUID id,
        int revision,
        String node,
        String nodeName,
        String name,
        int position,
        @Nullable BigDecimal monthlyCostFrom,
        @Nullable Integer quotaPercentFrom,
        List<String> gpuProducts,
        List<QuotaClass> quotaClasses,
        List<String> models,
        List<Approver> stages,
        int holdHours,
        boolean inForce,
        String changedBy,
        Instant changedAt) {
    static PolicyBody of(ApprovalPolicy policy) {
        return new PolicyBody(
                policy.id(),
                policy.revision(),
                policy.node(),
                policy.nodeName(),
                policy.terms().name(),
                policy.terms().position(),
                policy.terms().conditions().monthlyCostFrom(),
                policy.terms().conditions().quotaPercentFrom(),
                policy.terms().conditions().gpuProducts().stream().sorted().toList(),
                policy.terms().conditions().quotaClasses().stream().sorted().toList(),
                policy.terms().conditions().models().stream().sorted().toList(),
                policy.terms().stages(),
                policy.terms().holdHours(),
                policy.inForce(),
                policy.changedByName(),
                policy.changedAt());
    }

    String key() {
        return "%s %03d %s".formatted(node, position, id);
    }
}
