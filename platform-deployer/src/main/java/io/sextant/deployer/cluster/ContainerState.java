package io.sextant.deployer.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a container does at the moment. */
public sealed interface ContainerState {
    /** Not started, for the reason the kubelet gives, such as ImagePullBackOff. */
    record Waiting(String reason, String message) implements ContainerState {}

    /** Runs. */
    record Running(Instant startedAt) implements ContainerState {}

    /** Has ended. */
    record Terminated(
            String reason,
            int exitCode,
            String message,
            @Nullable Instant finishedAt) implements ContainerState {}
}
