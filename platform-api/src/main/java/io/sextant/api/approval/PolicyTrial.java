package io.sextant.api.approval;

import java.util.List;

/**
 * What a policy would have done to past requests.
 *
 * @param requests that were looked at, the newest ones at and below the policy's node
 * @param needing of those, that would have needed somebody's yes because of this policy
 * @param unknown of those, of which the share of quota is not known any more, so that they count as not needing it
 */
public record PolicyTrial(int requests, List<Case> needing, int unknown) {
    public PolicyTrial {
        needing = List.copyOf(needing);
    }

    /** A past request that would have needed somebody's yes. */
    public record Case(ApprovalRequest request, List<String> reasons) {
        public Case {
            reasons = List.copyOf(reasons);
        }
    }

    /** Holds the terms against the requests, newest first. */
    static PolicyTrial of(PolicyTerms terms, List<ApprovalRequest> past) {
        List<Case> needing = terms.stages().isEmpty()
                ? List.of()
                : past.stream()
                        .flatMap(request -> terms.conditions().met(request.facts()).stream()
                                .map(reasons -> new Case(request, reasons)))
                        .toList();
        int unknown = terms.conditions().quotaPercentFrom() == null
                ? 0
                : (int) past.stream()
                        .filter(request -> request.facts().share() == null)
                        .count();
        return new PolicyTrial(past.size(), needing, unknown);
    }
}
