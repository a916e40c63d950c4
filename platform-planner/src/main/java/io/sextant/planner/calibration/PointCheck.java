package io.sextant.planner.calibration;

import io.sextant.planner.units.Display;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells measured points that contradict themselves from those one can calibrate with. */
public final class PointCheck {

    /** Ramps at the start and end of real load tests stay below this at 95 of 100 published points. */
    private static final double LITTLE_TOLERANCE = 0.15;

    private static final double FASTEST_TOKEN_MS = 0.05;
    private static final double SLOWEST_TOKEN_MS = 10_000;
    private static final double FASTEST_FIRST_TOKEN_MS = 0.5;
    private static final double SLOWEST_FIRST_TOKEN_MS = 3_600_000;

    private PointCheck() {}

    /** Every reason not to use the point, each a finished sentence; empty when it is sound. */
    public static List<String> reasons(MeasuredPoint point) {
        List<String> reasons = new ArrayList<>();
        if (!(point.concurrency() >= 1) || Double.isInfinite(point.concurrency())) {
            reasons.add("The concurrency must be 1 or more, but was %s.".formatted(point.concurrency()));
        }
        if (point.ttftMs() == null && point.itlMs() == null && point.outputTokensPerSecond() == null) {
            reasons.add("A TTFT, an ITL or a throughput is needed.");
        }
        latency(reasons, "TTFT", point.ttftMs(), FASTEST_FIRST_TOKEN_MS, SLOWEST_FIRST_TOKEN_MS);
        latency(reasons, "ITL", point.itlMs(), FASTEST_TOKEN_MS, SLOWEST_TOKEN_MS);
        Double throughput = point.outputTokensPerSecond();
        if (throughput != null && !(throughput > 0 && Double.isFinite(throughput))) {
            reasons.add("The throughput must be a number above 0, but was %s.".formatted(throughput));
        }
        if (reasons.isEmpty()) {
            little(reasons, point);
        }
        return reasons;
    }

    private static void latency(
            List<String> reasons, String name, @Nullable Double valueMs, double fastest, double slowest) {
        if (valueMs == null) {
            return;
        }
        if (!(valueMs > 0) || Double.isInfinite(valueMs)) {
            reasons.add("The %s must be a number of milliseconds above 0, but was %s.".formatted(name, valueMs));
        } else if (valueMs < fastest) {
            reasons.add("A %s of %s ms is faster than any engine: is it in seconds? Milliseconds are expected."
                    .formatted(name, valueMs));
        } else if (valueMs > slowest) {
            reasons.add("A %s of %s ms is slower than any engine: is it in microseconds? Milliseconds are expected."
                    .formatted(name, valueMs));
        }
    }

    /** Requests in flight = rate x time of a request, whatever the engine does. */
    private static void little(List<String> reasons, MeasuredPoint point) {
        Double e2eMs = point.e2eMs();
        Double throughput = point.outputTokensPerSecond();
        if (e2eMs == null || throughput == null) {
            return;
        }
        double requestsPerMs = throughput / 1000 / point.workload().osl().mean();
        double inFlight = requestsPerMs * e2eMs;
        if (Math.abs(inFlight / point.concurrency() - 1) > LITTLE_TOLERANCE) {
            reasons.add(
                    ("Little's law does not hold: %s tokens/s and %s per request mean %s requests in flight, not %s."
                                    + " Check the units, and whether the throughput is that of the whole replica.")
                            .formatted(
                                    Display.count(throughput),
                                    Display.duration(e2eMs),
                                    Display.count(inFlight),
                                    Display.count(point.concurrency())));
        }
    }
}
