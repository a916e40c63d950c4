package io.sextant.sandbox.autoscaler;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** Replicas for a metric: {@code ceil(replicas * usage / target)}, guarded against pods that say nothing. */
record ReplicaCalculation(ScalingSpec spec, int current) {
    /** The replicas wanted and the mean usage they follow from. */
    record Result(int replicas, double usage) {}

    /** The mean usage of those that run and say something; empty while none does. */
    static OptionalDouble usage(List<PodSample> pods) {
        return values(pods).stream().mapToDouble(Double::doubleValue).average();
    }

    /** For a target per pod; at least one running pod must have a value. */
    Result perPod(List<PodSample> pods, double target) {
        List<Double> values = new ArrayList<>(values(pods));
        double usage = usage(pods).orElseThrow();
        double ratio = usage / target;
        long pending = count(pods, PodSample.Phase.PENDING);
        long silent = count(pods, PodSample.Phase.RUNNING) - values.size();
        boolean startsMore = pending > 0 && ratio > 1;
        if (!startsMore && silent == 0) {
            return new Result(spec.tolerates(ratio) ? current : ceil(ratio * values.size()), usage);
        }
        for (long pod = 0; pod < silent; pod++) {
            values.add(ratio < 1 ? target : 0.0);
        }
        for (long pod = 0; startsMore && pod < pending; pod++) {
            values.add(0.0);
        }
        return new Result(cautious(ratio, values, target), usage);
    }

    /** For a target of the whole, by the pods that are ready. */
    int whole(double usage, double target, int ready) {
        double ratio = usage / target;
        return spec.tolerates(ratio) ? current : ceil(ratio * ready);
    }

    /** For a target per replica of a value that is not of pods. */
    int wholePerReplica(double usage, double target) {
        double ratio = usage / (target * Math.max(1, current));
        return spec.tolerates(ratio) ? current : ceil(usage / target);
    }

    /** With the silent ones filled in: no change where that turns the direction, or comes too near to the target. */
    private int cautious(double ratio, List<Double> filled, double target) {
        double again = filled.stream().mapToDouble(Double::doubleValue).sum() / filled.size() / target;
        if (spec.tolerates(again) || (ratio < 1 && again > 1) || (ratio > 1 && again < 1)) {
            return current;
        }
        int replicas = ceil(again * filled.size());
        boolean turned = again < 1 ? replicas > current : replicas < current;
        return turned ? current : replicas;
    }

    private static List<Double> values(List<PodSample> pods) {
        return pods.stream()
                .filter(pod -> pod.phase() == PodSample.Phase.RUNNING)
                .map(PodSample::value)
                .filter(Objects::nonNull)
                .toList();
    }

    private static long count(List<PodSample> pods, PodSample.Phase phase) {
        return pods.stream().filter(pod -> pod.phase() == phase).count();
    }

    private static int ceil(double replicas) {
        return (int) Math.ceil(replicas - 1e-9);
    }
}
