package io.sextant.planner.cli;

import io.sextant.planner.capacity.SizingPolicy;
import picocli.CommandLine.Option;

/** How much more than the bare need is planned. */
final class SizingOptions {

    @Option(names = "--headroom", paramLabel = "SHARE", description = "on top of the peak (default: 0.2)")
    double headroom = SizingPolicy.DEFAULT.headroom();

    @Option(
            names = "--spare",
            paramLabel = "N",
            description = "replicas that autoscaling may add to the peak (default: 1)")
    int spareReplicas = SizingPolicy.DEFAULT.spareReplicas();

    @Option(
            names = "--scale-up-at",
            paramLabel = "SHARE",
            description = "of a replica's concurrency at which one more is started (default: 0.75)")
    double scaleUpAt = SizingPolicy.DEFAULT.scaleUpAt();

    @Option(names = "--redundant", paramLabel = "N", description = "replicas that may fail: 1 for N+1 (default: 0)")
    int redundantReplicas = SizingPolicy.DEFAULT.redundantReplicas();

    @Option(
            names = "--cold-start",
            paramLabel = "SECONDS",
            description = "from the wish for a replica to its first answer (default: 300)")
    double coldStartSeconds = SizingPolicy.DEFAULT.coldStartSeconds();

    SizingPolicy policy() {
        return new SizingPolicy(
                headroom,
                spareReplicas,
                scaleUpAt,
                redundantReplicas,
                coldStartSeconds,
                SizingPolicy.DEFAULT.growthPerMinute());
    }
}
