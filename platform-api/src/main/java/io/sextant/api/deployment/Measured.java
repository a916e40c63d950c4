package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.metrics.Attainment;
import io.sextant.api.metrics.LatencyFigures;
import io.sextant.contract.observed.EngineWindow;
import io.sextant.contract.observed.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment's engines measured in a span of time, against what was promised.
 *
 * @param from where the span begins; {@code until} is excluded
 * @param step what each period is: minutes of the last two days, hours before
 * @param total all periods together; absent where no request was seen
 * @param promises kept or not, for each target of the SLA
 * @param periods oldest first; one in which nothing was asked is left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Measured(
        DeploymentId deployment,
        Instant from,
        Instant until,
        Step step,
        @Nullable Period total,
        List<Promise> promises,
        List<Period> periods) {
    /** The length of a period. */
    public enum Step {
        MINUTE,
        HOUR
    }

    /** What a latency was promised to be. */
    public enum Metric {
        TTFT,
        /** Measured is the gap between tokens over all requests, which spreads more than the mean gap of each request. */
        ITL,
        E2E
    }

    /** A target and how it was kept. */
    public record Promise(Metric metric, Attainment attainment) {}

    public Measured {
        promises = List.copyOf(promises);
        periods = List.copyOf(periods);
    }

    /** What the engines measured and counted for some time. */
    public record Period(
            Instant from,
            Instant until,
            int replicas,
            Level running,
            Level waiting,
            Level cacheUse,
            long promptTokens,
            long generatedTokens,
            long finishedRequests,
            long failedRequests,
            LatencyFigures ttft,
            LatencyFigures tokenGap,
            LatencyFigures e2e) {
        static Period of(EngineWindow window) {
            return new Period(
                    window.from(),
                    window.until(),
                    window.replicas(),
                    window.running(),
                    window.waiting(),
                    window.cacheUse(),
                    window.promptTokens(),
                    window.generatedTokens(),
                    window.finishedRequests(),
                    window.failedRequests(),
                    LatencyFigures.of(window.ttft()),
                    LatencyFigures.of(window.tokenGap()),
                    LatencyFigures.of(window.e2e()));
        }
    }

    /** How a metric's target was kept; empty where the SLA has none. */
    public Optional<Attainment> of(Metric metric) {
        return promises.stream()
                .filter(promise -> promise.metric() == metric)
                .map(Promise::attainment)
                .findFirst();
    }
}
