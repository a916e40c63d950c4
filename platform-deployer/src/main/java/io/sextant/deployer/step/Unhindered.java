package io.sextant.deployer.step;

import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Wanted;
import java.util.Optional;

/**
 * Which steps are taken although an earlier one is stuck.
 *
 * @param serves the generation is applied, so what serves is told
 * @param stops no replica is wanted: nothing that is missing keeps replicas from being ended
 * @param there the NIMService is on the cluster
 */
record Unhindered(boolean serves, boolean stops, boolean there) {
    static Unhindered of(Wanted.Serving wanted, Snapshot snapshot) {
        Optional<LiveObject> live =
                snapshot.object(wanted.nimService().ref()).filter(found -> found.belongsTo(wanted.id()));
        boolean applied = live.flatMap(LiveObject::generation)
                .filter(generation -> generation == wanted.desired().generation())
                .isPresent();
        return new Unhindered(applied, wanted.desired().presence() == Presence.STOPPED, live.isPresent());
    }

    boolean takes(ReconcileStep<Wanted.Serving> step) {
        return stops
                ? step.aspect() == ConditionType.REPLICAS_READY && (there || step.looksOnly())
                : serves && step.looksOnly();
    }
}
