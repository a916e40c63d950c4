package io.sextant.deployer.step;

import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AutoscalerView;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.cluster.StatusCondition;
import io.sextant.deployer.intent.Wanted;
import java.util.Optional;

/** Whether a deployment's autoscaler works; nothing else waits for that. */
final class Scaling {
    /** What an autoscaler says that was switched off by a scale to no replica. */
    private static final String DISABLED = "ScalingDisabled";

    private Scaling() {}

    /** Empty for a deployment without an autoscaler, and for one whose autoscaler has not said anything yet. */
    static Optional<Judgement> judge(Wanted.Serving wanted, Snapshot snapshot) {
        return wanted.desired().presence() == Presence.STOPPED
                ? Optional.empty()
                : snapshot.workloads()
                        .autoscaler(wanted.namespace(), wanted.serviceName())
                        .flatMap(Scaling::judge);
    }

    private static Optional<Judgement> judge(AutoscalerView autoscaler) {
        Optional<StatusCondition> unable = autoscaler.says("AbleToScale").filter(condition -> !condition.holds());
        if (unable.isPresent()) {
            return unable.map(condition -> missing(ConditionReason.SCALING_IMPOSSIBLE, autoscaler, condition));
        }
        return autoscaler
                .says("ScalingActive")
                .filter(condition -> !condition.reason().equals(DISABLED))
                .map(condition -> condition.holds()
                        ? Judgement.holds(ConditionType.SCALED, "The autoscaler gets its metrics.")
                        : missing(ConditionReason.SCALING_WITHOUT_METRICS, autoscaler, condition));
    }

    private static Judgement missing(ConditionReason reason, AutoscalerView autoscaler, StatusCondition condition) {
        return Judgement.missing(
                ConditionType.SCALED,
                reason,
                "HorizontalPodAutoscaler %s: %s: %s"
                        .formatted(autoscaler.name(), condition.reason(), condition.message()));
    }
}
