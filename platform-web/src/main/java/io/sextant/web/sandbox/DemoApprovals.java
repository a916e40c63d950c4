package io.sextant.web.sandbox;

import io.sextant.api.approval.ApprovalPolicies;
import io.sextant.api.approval.Approver;
import io.sextant.api.approval.PolicyConditions;
import io.sextant.api.approval.PolicyTerms;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.tenancy.Actor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Gives the demo organisation approval policies, unless it has any. */
@Component
@Profile("sandbox")
class DemoApprovals {
    // Above what a reader tries first, so that the short way stays short.
    private static final PolicyTerms LARGE = new PolicyTerms(
            "Large spend",
            100,
            new PolicyConditions(new BigDecimal("20000"), null, Set.of(), Set.of(), Set.of()),
            List.of(Approver.APPROVER),
            72);
    private static final PolicyTerms SCARCE = new PolicyTerms(
            "Scarce GPUs in production",
            100,
            new PolicyConditions(null, 75, Set.of("NVIDIA-H200"), Set.of(QuotaClass.ONLINE_PRODUCTION), Set.of()),
            List.of(Approver.APPROVER, Approver.ADMINISTRATOR),
            48);

    private final ApprovalPolicies policies;

    DemoApprovals(ApprovalPolicies policies) {
        this.policies = policies;
    }

    void ensure(Actor admin) {
        if (policies.inForce().isEmpty()) {
            policies.create("northwind", LARGE, "demo-large", admin);
            policies.create("research", SCARCE, "demo-scarce", admin);
        }
    }
}
