package io.sextant.sandbox.autoscaler;

import java.time.Instant;

/** A recommendation held back by those before it: no more than the least, no fewer than the most of each window. */
record Stabilisation(int replicas, ScalingCondition condition) {
    static Stabilisation of(int desired, int current, ScalingSpec spec, ScalingHistory history, Instant now) {
        Instant upSince = now.minus(spec.up().stabilisation());
        Instant downSince = now.minus(spec.down().stabilisation());
        int least = desired;
        int most = desired;
        for (ScalingHistory.Recommendation earlier : history.recommendations()) {
            if (earlier.at().isAfter(upSince)) {
                least = Math.min(least, earlier.replicas());
            }
            if (earlier.at().isAfter(downSince)) {
                most = Math.max(most, earlier.replicas());
            }
        }
        int replicas = Math.min(Math.max(current, least), most);
        return new Stabilisation(replicas, replicas == desired ? settled() : held(desired >= current));
    }

    private static ScalingCondition settled() {
        return ScalingCondition.ableToScale("ReadyForNewScale", "recommended size matches current size");
    }

    private static ScalingCondition held(boolean up) {
        return up
                ? ScalingCondition.ableToScale(
                        "ScaleUpStabilized",
                        "recent recommendations were lower than current one, applying the lowest recent recommendation")
                : ScalingCondition.ableToScale(
                        "ScaleDownStabilized",
                        "recent recommendations were higher than current one, applying the highest recent"
                                + " recommendation");
    }
}
