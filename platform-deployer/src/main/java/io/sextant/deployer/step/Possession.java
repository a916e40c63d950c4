package io.sextant.deployer.step;

import io.sextant.contract.observed.ConditionReason;
import io.sextant.deployer.cluster.LiveObject;
import io.sextant.deployer.intent.Wanted;
import java.util.List;
import java.util.Optional;

/** Whether a live object under a wanted name may be written: not when it is leaving, a stranger's, or newer. */
final class Possession {
    private Possession() {}

    /** What stands in the way of writing a custom resource, if anything does. */
    static Optional<StepOutcome> obstacle(Wanted.Serving wanted, LiveObject live) {
        if (!live.managed()) {
            return Optional.of(new StepOutcome.Fail(
                    ConditionReason.REFUSED_BY_DEPLOYER,
                    "A %s of this name exists that Sextant did not make.".formatted(live.ref())));
        }
        if (live.deleting()) {
            return Optional.of(new StepOutcome.Wait(
                    ConditionReason.REMOVING, "A former %s is still being removed.".formatted(live.ref())));
        }
        return Optional.empty();
    }

    /** The name is still held by a deployment that is no longer wanted under it, or by a newer generation. */
    static Optional<StepOutcome> formerHolder(Wanted.Serving wanted, LiveObject live) {
        if (!live.belongsTo(wanted.id())) {
            return Optional.of(new StepOutcome.Apply(
                    List.of(new ClusterAction.DeleteObject(live.ref(), live.uid())),
                    ConditionReason.REMOVING,
                    "The %s of a former deployment is being removed.".formatted(live.ref())));
        }
        return live.generation()
                .filter(generation -> generation > wanted.desired().generation())
                .map(generation -> new StepOutcome.Wait(
                        ConditionReason.REFUSED_BY_DEPLOYER,
                        "Generation %d is already applied; generation %d is outdated."
                                .formatted(generation, wanted.desired().generation())));
    }
}
