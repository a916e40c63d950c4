package io.sextant.api.deployment;

import io.sextant.api.approval.ApprovalRequest;
import org.springframework.stereotype.Service;

/** Reads what was frozen with a request for approval. */
@Service
public class AskedPlans {
    private final PlanSnapshots snapshots;

    AskedPlans(PlanSnapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** The plan that a request is about. */
    public AskedPlan of(ApprovalRequest request) {
        return snapshots.thaw(request.snapshot());
    }
}
