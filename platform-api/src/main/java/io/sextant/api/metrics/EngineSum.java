package io.sextant.api.metrics;

import io.sextant.contract.observed.EngineWindow;
import io.sextant.contract.observed.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Adds up windows of one deployment. */
public final class EngineSum {
    private EngineSum() {}

    /** All windows as one; empty where there is none. */
    public static Optional<EngineWindow> of(Collection<EngineWindow> windows) {
        return windows.stream().reduce(EngineSum::of);
    }

    /** Both as one. Means are weighted by time, and are of the time that the windows cover. */
    static EngineWindow of(EngineWindow one, EngineWindow other) {
        double share = share(one, other);
        return new EngineWindow(
                one.deploymentId(),
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.until().isAfter(other.until()) ? one.until() : other.until(),
                Math.max(one.replicas(), other.replicas()),
                level(one, other, share, EngineWindow::running),
                level(one, other, share, EngineWindow::waiting),
                level(one, other, share, EngineWindow::cacheUse),
                one.promptTokens() + other.promptTokens(),
                one.generatedTokens() + other.generatedTokens(),
                one.finishedRequests() + other.finishedRequests(),
                one.failedRequests() + other.failedRequests(),
                one.ttft().plus(other.ttft()),
                one.tokenGap().plus(other.tokenGap()),
                one.e2e().plus(other.e2e()));
    }

    private static double share(EngineWindow one, EngineWindow other) {
        double first = Duration.between(one.from(), one.until()).toMillis();
        double second = Duration.between(other.from(), other.until()).toMillis();
        return first / (first + second);
    }

    private static Level level(
            EngineWindow one, EngineWindow other, double share, Function<EngineWindow, Level> which) {
        Level first = which.apply(one);
        Level second = which.apply(other);
        return new Level(first.mean() * share + second.mean() * (1 - share), Math.max(first.max(), second.max()));
    }
}
