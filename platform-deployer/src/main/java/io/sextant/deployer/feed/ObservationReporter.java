package io.sextant.deployer.feed;

import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.contract.observed.EngineWindow;
import io.sextant.contract.observed.ObservationBatch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends what changed as soon as it did, until the platform acknowledges it, and a heartbeat once per period. */
public final class ObservationReporter extends Courier {
    private final PlatformClient platform;
    private final Sender sender;
    private final Duration period;
    private final Clock clock;
    private final Outbox outbox = new Outbox();
    private final WindowOutbox windows = new WindowOutbox();
    private final Queue<DeploymentObservation> acknowledged = new ConcurrentLinkedQueue<>();
    private final Semaphore news = new Semaphore(0);
    private long beatAtNanos;
    private boolean beatOnce;

    /** Who sends: the cluster and the deployer's version. */
    public record Sender(String cluster, String version) {}

    public ObservationReporter(PlatformClient platform, Sender sender, Duration period, Backoff backoff, Clock clock) {
        super("observations", backoff);
        this.platform = platform;
        this.sender = sender;
        this.period = period;
        this.clock = clock;
    }

    /** Takes the newest observations of all deployments. */
    public void offer(List<DeploymentObservation> observations) {
        outbox.put(observations);
        if (!outbox.isEmpty()) {
            news.release();
        }
    }

    /** Takes a window that has closed; it goes out with the next report. */
    public void offer(EngineWindow window) {
        windows.put(window);
        if (windows.isFull()) {
            news.release();
        }
    }

    /** The observations acknowledged since the last call. */
    public List<DeploymentObservation> takeAcknowledged() {
        List<DeploymentObservation> taken = new ArrayList<>();
        for (DeploymentObservation next = acknowledged.poll(); next != null; next = acknowledged.poll()) {
            taken.add(next);
        }
        return taken;
    }

    @Override
    void errand() throws PlatformProblem, InterruptedException {
        long untilBeat = beatOnce ? period.toNanos() - (System.nanoTime() - beatAtNanos) : 0;
        if (untilBeat > 0 && outbox.isEmpty() && !windows.isFull()) {
            var _ = news.tryAcquire(untilBeat, TimeUnit.NANOSECONDS);
        }
        news.drainPermits();
        boolean beat = !beatOnce || System.nanoTime() - beatAtNanos >= period.toNanos();
        if (beat) {
            outbox.beat();
        }
        List<DeploymentObservation> batch = outbox.next();
        List<EngineWindow> closed = windows.next();
        if (!beat && batch.isEmpty() && closed.isEmpty()) {
            return;
        }
        platform.report(new ObservationBatch(sender.cluster(), sender.version(), clock.instant(), batch, closed));
        outbox.acknowledge(batch);
        windows.acknowledge(closed);
        acknowledged.addAll(batch);
        if (beat) {
            beatOnce = true;
            beatAtNanos = System.nanoTime();
        }
    }
}
