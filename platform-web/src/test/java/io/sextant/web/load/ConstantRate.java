package io.sextant.web.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * An open loop: requests start when they are due, however long the answers to earlier ones take. Latency counts from the
 * moment a request was due, so that a stall of the server, or of this generator, is seen by all requests it held up.
 */
final class ConstantRate {

    private static final double NANOS_PER_SECOND = 1e9;

    /** The time, as nanoseconds from an arbitrary start. */
    interface Ticker {

        long now();

        /** Returns at once when the moment has passed. */
        void awaitUntil(long nanos);
    }

    private final double perSecond;
    private final Ticker ticker;

    ConstantRate(double perSecond, Ticker ticker) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate must be above 0 requests a second, but was " + perSecond);
        }
        this.perSecond = perSecond;
        this.ticker = ticker;
    }

    /**
     * Sends requests 0 to below the count and answers when all are done.
     *
     * @param send starts a request; its answer is null, or what went wrong
     */
    LoadReport run(int count, IntFunction<CompletableFuture<Answer>> send) {
        LoadReport report = new LoadReport();
        List<CompletableFuture<?>> open = new ArrayList<>(count);
        long start = ticker.now();
        for (int i = 0; i < count; i++) {
            long due = start + Math.round(i * NANOS_PER_SECOND / perSecond);
            ticker.awaitUntil(due);
            report.started(ticker.now() - due);
            open.add(send.apply(i).handle((answer, failure) -> {
                report.finished(ticker.now() - due, answer, failure);
                return null;
            }));
        }
        CompletableFuture.allOf(open.toArray(CompletableFuture<?>[]::new)).join();
        report.lasted(ticker.now() - start);
        return report;
    }

    /** What came back. */
    record Answer(int status, int bytes) {}
}
