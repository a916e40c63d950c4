package io.sextant.planner.calibration;

import io.sextant.planner.performance.Workload;
import io.sextant.planner.units.Quantity;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A load test of one replica: so many requests in flight, and the means that were seen.
 *
 * @param workload lengths of its requests
 * @param ttftMs null where it was not measured, as for the others
 * @param outputTokensPerSecond of the whole replica
 * @param source who measured, as a person reads it
 */
public record MeasuredPoint(
        Workload workload,
        double concurrency,
        @Nullable Double ttftMs,
        @Nullable Double itlMs,
        @Nullable Double outputTokensPerSecond,
        LocalDate date,
        String source) {

    public MeasuredPoint {
        Quantity.text("source", source);
    }

    /** TTFT plus the time of all further tokens; null where one of them is missing. */
    public @Nullable Double e2eMs() {
        return ttftMs == null || itlMs == null
                ? null
                : (Double) (ttftMs + itlMs * Math.max(0, workload.osl().mean() - 1));
    }
}
