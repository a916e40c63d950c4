package io.sextant.planner.performance;

import java.util.function.DoubleFunction;

/**
 * Latencies over concurrency that never fall, with a throughput that never falls either, whatever the points behind them say.
 *
 * <p>Computed at a grid of concurrencies; between them the logarithms of the latencies are linear in that of concurrency.
 */
final class MonotoneCurve {

    private static final double GROWTH = 1.25;

    private final double[] concurrency;
    private final double[] ttftMs;
    private final double[] itlMs;
    private final double[] kept;

    private MonotoneCurve(double[] concurrency, double[] ttftMs, double[] itlMs, double[] kept) {
        this.concurrency = concurrency;
        this.ttftMs = ttftMs;
        this.itlMs = itlMs;
        this.kept = kept;
    }

    /** From 1 to {@code most} requests in flight. */
    static MonotoneCurve of(DoubleFunction<MeanPoint> raw, double most) {
        int steps = 1;
        for (double c = 1; c < most; c = next(c, most)) {
            steps++;
        }
        double[] places = new double[steps];
        double[] ttft = new double[steps];
        double[] itl = new double[steps];
        double[] kept = new double[steps];
        double c = 1;
        for (int i = 0; i < steps; i++) {
            MeanPoint point = raw.apply(c);
            places[i] = c;
            kept[i] = point.kept();
            ttft[i] = i == 0 ? point.ttftMs() : Math.max(ttft[i - 1], point.ttftMs());
            itl[i] = i == 0 ? point.itlMs() : Math.max(itl[i - 1], point.itlMs());
            if (i > 0) {
                keepThroughput(places, ttft, itl, kept, i, Math.max(0, point.outputTokens() - 1));
            }
            c = next(c, most);
        }
        return new MonotoneCurve(places, ttft, itl, kept);
    }

    private static double next(double concurrency, double most) {
        return Math.min(most, Math.max(concurrency + 1, concurrency * GROWTH));
    }

    /** Requests may take longer by no more than there are more of them. */
    private static void keepThroughput(
            double[] places, double[] ttft, double[] itl, double[] kept, int i, double tokens) {
        double before = ttft[i - 1] + itl[i - 1] * tokens;
        double now = ttft[i] + itl[i] * tokens;
        double inFlight = places[i] * kept[i];
        double inFlightBefore = places[i - 1] * kept[i - 1];
        if (inFlight < inFlightBefore) {
            kept[i] = inFlightBefore / places[i];
            inFlight = inFlightBefore;
        }
        double most = before * inFlight / inFlightBefore;
        if (now > most && now > before) {
            double share = (most - before) / (now - before);
            ttft[i] = ttft[i - 1] + share * (ttft[i] - ttft[i - 1]);
            itl[i] = itl[i - 1] + share * (itl[i] - itl[i - 1]);
        }
    }

    MeanPoint at(MeanPoint raw) {
        double c = raw.concurrency();
        int last = concurrency.length - 1;
        if (c >= concurrency[last]) {
            return raw.withLatencies(ttftMs[last], itlMs[last]).withKept(kept[last]);
        }
        int above = 1;
        while (concurrency[above] < c) {
            above++;
        }
        double share = Math.log(c / concurrency[above - 1]) / Math.log(concurrency[above] / concurrency[above - 1]);
        return raw.withLatencies(between(ttftMs, above, share), between(itlMs, above, share))
                .withKept(between(kept, above, share));
    }

    private static double between(double[] values, int above, double share) {
        return values[above - 1] * Math.pow(values[above] / values[above - 1], share);
    }
}
