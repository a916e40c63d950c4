package io.sextant.deployer.cluster;

import org.jspecify.annotations.Nullable;

/**
 * One container of a pod.
 *
 * @param lastEnd how its former run ended
 */
public record ContainerView(
        String name,
        String image,
        boolean ready,
        int restarts,
        ContainerState state,
        ContainerState.@Nullable Terminated lastEnd) {}
