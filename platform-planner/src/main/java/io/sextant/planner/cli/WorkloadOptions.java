package io.sextant.planner.cli;

import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.Workload;
import picocli.CommandLine.Option;

/** What the requests look like. */
final class WorkloadOptions {

    @Option(names = "--isl", required = true, paramLabel = "TOKENS", description = "mean input length")
    double isl;

    @Option(names = "--osl", required = true, paramLabel = "TOKENS", description = "mean output length")
    double osl;

    @Option(
            names = "--isl-spread",
            paramLabel = "SHARE",
            description = "standard deviation of input lengths divided by their mean (default: 0, all alike)")
    double islSpread;

    @Option(names = "--osl-spread", paramLabel = "SHARE", description = "the same for output lengths (default: 0)")
    double oslSpread;

    @Option(
            names = "--prefix-share",
            paramLabel = "SHARE",
            description = "share of the input that all requests have in common and that stays cached (default: 0)")
    double prefixShare;

    Workload workload() {
        return new Workload(
                new LengthDistribution(isl, islSpread), new LengthDistribution(osl, oslSpread), prefixShare);
    }
}
