package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.sextant.sandbox.control.ClusterSnapshot;
import java.time.Duration;

/** What images there are and what their containers do; durations are those of a real cluster. */
public interface Workloads {
    /** What pulling an image comes to. */
    sealed interface Pull {
        /** It arrives after {@code takes}. */
        record Arrives(Duration takes, long imageBytes) implements Pull {}

        /** The registry refuses; {@code message} is its answer. */
        record Refused(String message) implements Pull {}
    }

    /** What a started container does. */
    sealed interface Run {
        /** Serves from {@code readyAfter} on, until it is told to stop. */
        record Serves(Duration readyAfter) implements Run {}

        /** Ends by itself. */
        record Ends(Duration after, int exitCode, String message) implements Run {}

        /** Is restarted by the kubelet because a probe, startup or liveness, failed for so long. */
        record Killed(Duration after, String probe) implements Run {}

        /** Cannot even be made, such as for want of a secret. */
        record CannotStart(String reason, String message) implements Run {}
    }

    /** Whether and how fast {@code pod} gets its image. */
    Pull pull(Pod pod, ClusterSnapshot cluster);

    /** Whether nodes do not hold the image of {@code pod} although they pulled it once. */
    default boolean isEvicted(Pod pod) {
        return false;
    }

    /** What the first container of {@code pod} does on {@code node}. */
    Run run(Pod pod, Node node, ClusterSnapshot cluster);
}
