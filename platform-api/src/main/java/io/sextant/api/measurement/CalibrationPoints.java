package io.sextant.api.measurement;

import io.sextant.planner.calibration.MeasuredPoint;
import io.sextant.planner.performance.Workload;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which measurements the planner can calibrate with: means of a closed loop. */
final class CalibrationPoints {
    private CalibrationPoints() {}

    /** The row as the planner takes it; empty for tails, batches and open loops. */
    static Optional<MeasuredPoint> of(MeasurementPoint point) {
        Double concurrency = point.load();
        if (point.loadKind() != MeasurementPoint.LoadKind.CONCURRENCY
                || concurrency == null
                || !point.statistic().equals(Statistics.MEAN)) {
            return Optional.empty();
        }
        return Optional.of(point(
                point.inputTokens(),
                point.outputTokens(),
                concurrency,
                point.ttftMs(),
                point.tpotMs() == null ? point.itlMs() : point.tpotMs(),
                point.outputTokensPerSecond(),
                point.measuredOn(),
                point.source()));
    }

    static MeasuredPoint point(
            double inputTokens,
            double outputTokens,
            double concurrency,
            @Nullable Double ttftMs,
            @Nullable Double itlMs,
            @Nullable Double outputTokensPerSecond,
            LocalDate date,
            String source) {
        return new MeasuredPoint(
                Workload.fixed((int) Math.round(inputTokens), (int) Math.round(outputTokens)),
                concurrency,
                ttftMs,
                itlMs,
                outputTokensPerSecond,
                date,
                source);
    }
}
