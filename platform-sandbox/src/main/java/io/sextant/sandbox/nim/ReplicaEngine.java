package io.sextant.sandbox.nim;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs one replica's engine by the wall clock, on an event loop, with one timer for the step in progress. */
final class ReplicaEngine {
    private final NimReplica replica;
    private final EventLoop loop;
    private final BatchEngine engine;
    private final EngineMetrics metrics = new EngineMetrics();
    private final int number;
    private @Nullable ScheduledFuture<?> timer;
    private long timerAtNanos;

    /** {@code number} tells the engines of an endpoint apart in its metrics, for as long as it lives. */
    ReplicaEngine(NimReplica replica, EventLoop loop, long seed, int number) {
        this.number = number;
        this.replica = replica;
        this.loop = loop;
        this.engine = new BatchEngine(
                replica.times(), replica.limits(), seed ^ replica.id().hashCode());
    }

    NimReplica replica() {
        return replica;
    }

    EngineMetrics metrics() {
        return metrics;
    }

    int inFlight() {
        return engine.running() + engine.queued();
    }

    void submit(Sequence sequence) {
        engine.submit(sequence);
        arm();
    }

    void cancel(Sequence sequence) {
        engine.cancel(sequence);
    }

    /** What an adapter's rules make of the gauges, by name. */
    Map<String, Double> adapted() {
        MetricFamily family = replica.model().family();
        return Map.of(
                family.adapted("num_requests_running"), (double) engine.running(),
                family.adapted("num_requests_waiting"), (double) engine.queued(),
                family.adapted("num_requests_in_flight"), (double) inFlight(),
                family.cacheUse().replace(':', '_'), engine.cacheUse());
    }

    void print(PrometheusText text) {
        metrics.print(text, replica.model(), engine, number);
    }

    private void arm() {
        OptionalLong next = engine.nextStepAtNanos();
        if (next.isEmpty() || (timer != null && timerAtNanos <= next.getAsLong())) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        timerAtNanos = next.getAsLong();
        timer = loop.schedule(this::tick, timerAtNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void tick() {
        timer = null;
        engine.advanceTo(System.nanoTime());
        arm();
    }
}
