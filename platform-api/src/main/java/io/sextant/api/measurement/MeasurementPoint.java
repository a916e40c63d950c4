package io.sextant.api.measurement;

import io.sextant.planner.calibration.MeasuredPoint;
import io.sextant.planner.hardware.Precision;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One measured row; throughput is of the whole replica, whatever the file gave.
 *
 * @param line in its file
 * @param model id of the weights, as the catalogue's architecture has it
 * @param gpu name of the GPU product
 * @param measured the date as written: a year, a month or a day
 * @param measuredOn its first day
 * @param inputTokens mean input length
 * @param outputTokens mean output length
 * @param load requests in flight, or requests per second, as its kind says; null where everything was sent at once
 * @param mode online, offline or as the source calls it
 * @param statistic avg, p50, p90, p95 or p99: what the latencies are
 * @param itlMs gap between tokens as the source defines it
 * @param tpotMs (E2E - TTFT) / (output tokens - 1)
 */
public record MeasurementPoint(
        MeasurementSetId set,
        int line,
        String model,
        String gpu,
        Precision precision,
        int tensorParallel,
        int pipelineParallel,
        String source,
        String sourceRef,
        String measured,
        LocalDate measuredOn,
        String engine,
        String engineVersion,
        double inputTokens,
        double outputTokens,
        LoadKind loadKind,
        @Nullable Double load,
        String mode,
        String statistic,
        @Nullable Double ttftMs,
        @Nullable Double itlMs,
        @Nullable Double tpotMs,
        @Nullable Double e2eMs,
        @Nullable Double outputTokensPerSecond,
        @Nullable Double totalTokensPerSecond,
        @Nullable Double requestsPerSecond,
        String notes) {
    /** The row as the planner calibrates with it; empty for tails, batches and open loops. */
    public Optional<MeasuredPoint> calibrationPoint() {
        return CalibrationPoints.of(this);
    }

    /** What the load's number counts. */
    public enum LoadKind {
        /** Requests in flight, a new one as soon as one ends. */
        CONCURRENCY,
        /** Requests started together and run together. */
        BATCH,
        /** Requests per second, whatever is in flight. */
        RATE,
        /** Everything at once. */
        UNBOUNDED
    }
}
