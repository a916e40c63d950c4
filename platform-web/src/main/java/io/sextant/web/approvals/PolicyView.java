package io.sextant.web.approvals;

import io.sextant.api.approval.ApprovalPolicy;
import io.sextant.api.approval.Approver;
import io.sextant.api.approval.PolicyConditions;
import io.sextant.api.approval.PolicyTrial;
import io.sextant.api.quota.QuotaClass;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A policy in finished strings. */
record PolicyView(
        String path,
        String name,
        String node,
        String position,
        String applies,
        String asks,
        String hold,
        int revision,
        String changed) {
    static PolicyView of(ApprovalPolicy policy) {
        return new PolicyView(
                "/approvals/policies/" + policy.id(),
                policy.terms().name(),
                policy.nodeName(),
                Integer.toString(policy.terms().position()),
                applies(policy.terms().conditions()),
                policy.terms().stages().isEmpty()
                        ? "Nobody: approved by itself"
                        : policy.terms().stages().stream().map(Approver::label).collect(Collectors.joining(", then ")),
                policy.terms().holdHours() + " h",
                policy.revision(),
                policy.changedByName() + " on " + Dates.moment(policy.changedAt()));
    }

    private static String applies(PolicyConditions conditions) {
        List<String> parts = new ArrayList<>();
        if (conditions.monthlyCostFrom() != null) {
            parts.add("from " + Shown.number(conditions.monthlyCostFrom(), 2) + " USD a month");
        }
        if (conditions.quotaPercentFrom() != null) {
            parts.add("from " + conditions.quotaPercentFrom() + " % of the team's quota");
        }
        if (!conditions.gpuProducts().isEmpty()) {
            parts.add("on " + conditions.gpuProducts().stream().sorted().collect(Collectors.joining(" or ")));
        }
        if (!conditions.quotaClasses().isEmpty()) {
            parts.add(conditions.quotaClasses().stream()
                    .sorted()
                    .map(QuotaClass::label)
                    .collect(Collectors.joining(" or ")));
        }
        if (!conditions.models().isEmpty()) {
            parts.add("models " + conditions.models().stream().sorted().collect(Collectors.joining(", ")));
        }
        return parts.isEmpty() ? "Always" : String.join("; ", parts);
    }

    /** What a dry run came to. */
    record Trial(String sentence, List<Case> cases) {
        private static final int SHOWN = 20;

        static Trial of(PolicyTrial trial) {
            String sentence = "Of the last %d requests these %d would have needed approval because of it."
                    .formatted(trial.requests(), trial.needing().size());
            return new Trial(
                    trial.unknown() == 0
                            ? sentence
                            : sentence
                                    + " Of %d the share of the quota is not known any more; they count as not needing it."
                                            .formatted(trial.unknown()),
                    trial.needing().stream().limit(SHOWN).map(Case::of).toList());
        }

        /** A past request that would have needed it. */
        record Case(String path, String name, String team, String at, String reasons) {
            static Case of(PolicyTrial.Case one) {
                return new Case(
                        "/approvals/" + one.request().id(),
                        one.request().deploymentName(),
                        one.request().teamName(),
                        Dates.moment(one.request().askedAt()),
                        one.reasons().isEmpty() ? "it applies to everything" : String.join("; ", one.reasons()));
            }
        }
    }
}
