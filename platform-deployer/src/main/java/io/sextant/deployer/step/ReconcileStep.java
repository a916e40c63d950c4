package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.time.Instant;

/** One step on the way to what is wanted: it decides from values alone and writes nothing. */
public sealed interface ReconcileStep<W extends Wanted>
        permits EnsureNamespace,
                EnsureSecrets,
                EnsureNimCache,
                AwaitCache,
                EnsureNimService,
                AwaitReplicas,
                ProbeEndpoint,
                MoveTraffic,
                RemoveNimService,
                AwaitPodsGone,
                RemoveNimCache,
                ConfirmRemoval {

    /** The aspect of the deployment this step brings about. */
    ConditionType aspect();

    StepOutcome decide(W wanted, Snapshot snapshot, Instant now);

    /** Whether it only looks, so that it can tell what serves while an earlier step waits. */
    default boolean looksOnly() {
        return false;
    }
}
