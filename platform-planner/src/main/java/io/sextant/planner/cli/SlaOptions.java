package io.sextant.planner.cli;

import io.sextant.planner.capacity.Sla;
import io.sextant.planner.units.Percentile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What users must feel. */
final class SlaOptions {

    @Option(names = "--ttft", paramLabel = "MS", description = "highest time to first token")
    @Nullable
    Double ttftMs;

    @Option(names = "--itl", paramLabel = "MS", description = "highest time between two tokens")
    @Nullable
    Double itlMs;

    @Option(names = "--e2e", paramLabel = "MS", description = "highest time of a whole request")
    @Nullable
    Double e2eMs;

    @Option(names = "--user-rate", paramLabel = "R", description = "lowest tokens per second of one answer")
    @Nullable
    Double userRate;

    @Option(
            names = "--percentile",
            paramLabel = "P",
            converter = Converters.OfPercentile.class,
            description = "of the requests that must hold the targets: p50, p90, p95 or p99 (default: p95)")
    Percentile percentile = Percentile.P95;

    /** At least one target, unless nobody waits. */
    Sla sla(boolean offline) {
        Sla sla = new Sla(percentile, ttftMs, itlMs, e2eMs, userRate);
        if (sla.targets().isEmpty() && !offline) {
            throw new InvalidInput(
                    "an SLA without a target binds nothing",
                    "Give at least one of --ttft, --itl, --e2e and --user-rate; for a batch --offline.");
        }
        if (!sla.targets().isEmpty() && offline) {
            throw new InvalidInput(
                    "latency targets do not bind a batch",
                    "Leave out --ttft, --itl, --e2e and --user-rate, or --offline.");
        }
        return sla;
    }
}
