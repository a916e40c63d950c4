package io.sextant.planner.performance;

/**
 * The expected means of one replica at one concurrency, before any band is put around them.
 *
 * @param kept share of the concurrency that is in flight on average; less than 1 where a measurement is short
 * @param batch sequences that run; the other requests wait
 * @param stepMs one decode step
 * @param queueWaitMs wait for a slot, part of TTFT
 */
public record MeanPoint(
        double concurrency,
        double kept,
        double batch,
        double stepMs,
        double queueWaitMs,
        double ttftMs,
        double itlMs,
        double e2eMs,
        double outputTokens) {

    /** By Little's law. */
    public double requestsPerMs() {
        return concurrency * kept / e2eMs;
    }

    public double outputTokensPerSecond() {
        return requestsPerMs() * outputTokens * 1000;
    }

    /** The same load with other latencies; the throughput follows from them. */
    public MeanPoint withLatencies(double otherTtftMs, double otherItlMs) {
        double e2e = otherTtftMs + otherItlMs * Math.max(0, outputTokens - 1);
        return new MeanPoint(
                concurrency,
                kept,
                batch,
                stepMs,
                Math.min(queueWaitMs, otherTtftMs),
                otherTtftMs,
                otherItlMs,
                e2e,
                outputTokens);
    }

    /** The same load with another share of it in flight; the throughput follows. */
    public MeanPoint withKept(double otherKept) {
        return new MeanPoint(concurrency, otherKept, batch, stepMs, queueWaitMs, ttftMs, itlMs, e2eMs, outputTokens);
    }
}
