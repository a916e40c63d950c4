package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.AdmittedManifest;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;
import java.util.List;

/** The deployment's address leads to the wanted NIMService, but not before that one was found to answer. */
public final class MoveTraffic implements ReconcileStep<Wanted.Serving> {
    @Override
    public ConditionType aspect() {
        return ConditionType.ENDPOINT_PROBED;
    }

    @Override
    public StepOutcome decide(Wanted.Serving wanted, Snapshot snapshot, Instant now) {
        AdmittedManifest endpoint = wanted.endpoint();
        if (endpoint == null || Traffic.steered(wanted, snapshot).equals(wanted.serviceName())) {
            return new StepOutcome.Proceed(
                    "The endpoint lists %s.".formatted(wanted.desired().servedModel()));
        }
        return new StepOutcome.Apply(
                List.of(new ClusterAction.ApplyObject(Traffic.towards(endpoint, wanted.serviceName()))),
                ConditionReason.APPLIED,
                "The new replicas answer; the address is being moved to them.");
    }
}
