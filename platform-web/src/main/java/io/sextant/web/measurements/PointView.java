package io.sextant.web.measurements;

import io.sextant.api.measurement.MeasurementPoint;
import io.sextant.planner.units.Display;
import io.sextant.web.layout.Shown;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A measured row, as a table shows it; units stand in the table's head. */
record PointView(
        String line,
        String model,
        String profile,
        String engine,
        String measured,
        String lengths,
        String load,
        String statistic,
        String ttft,
        String itl,
        String e2e,
        String throughput) {
    private static final String NONE = "–";

    static PointView of(MeasurementPoint point) {
        return new PointView(
                String.valueOf(point.line()),
                point.model(),
                "%s · %s · TP%d%s"
                        .formatted(
                                point.gpu(),
                                point.precision().label().toUpperCase(Locale.ROOT),
                                point.tensorParallel(),
                                point.pipelineParallel() > 1 ? " × PP" + point.pipelineParallel() : ""),
                (point.engine() + " " + point.engineVersion()).strip(),
                point.measured(),
                Display.count(point.inputTokens()) + " / " + Display.count(point.outputTokens()),
                load(point),
                point.statistic(),
                value(point.ttftMs()),
                value(point.tpotMs() == null ? point.itlMs() : point.tpotMs()),
                value(point.e2eMs()),
                value(point.outputTokensPerSecond()));
    }

    private static String load(MeasurementPoint point) {
        String number = point.load() == null ? "" : Display.decimal(point.load(), 2);
        return switch (point.loadKind()) {
            case CONCURRENCY -> number + " in flight";
            case BATCH -> "batch of " + number;
            case RATE -> number + " requests/s";
            case UNBOUNDED -> "all at once";
        };
    }

    private static String value(@Nullable Double value) {
        return value == null ? NONE : Shown.value(value);
    }
}
