package io.sextant.sandbox.control;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the controllers, one after the other, on one thread: whenever an object changed that they did not change
 * themselves, and at the times they ask for. While nothing happens it sleeps.
 */
public final class ControlLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
    /** After a refusal or a failed read; doubled each time, up to {@link #LONGEST_RETRY}. */
    private static final Duration RETRY = Duration.ofMillis(500);

    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    /** After somebody else was faster. */
    private static final Duration STALE_RETRY = Duration.ofMillis(20);
    /** More rounds of writing than any honest change of the cluster needs. */
    private static final int MOST_ROUNDS = 60;

    private final ClusterReader reader;
    private final ClusterWriter writer;
    private final List<Controller> controllers;
    private final Clock clock;
    private final OwnWrites own = new OwnWrites();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Thread thread;
    private List<SharedIndexInformer<?>> watches = List.of();
    private Duration retry = RETRY;
    private boolean dirty = true;
    private boolean closed;

    public ControlLoop(KubernetesClient client, Clock clock, Names names, List<Controller> controllers) {
        this.reader = new ClusterReader(client);
        this.writer = new ClusterWriter(client, clock, own, names);
        this.controllers = List.copyOf(controllers);
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("sandbox-control").daemon().unstarted(this::run);
    }

    /** Starts to watch and to act. */
    public void start() {
        watches = reader.watch(this::changed);
        thread.start();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watches.forEach(SharedIndexInformer::close);
    }

    /** Has the controllers look again, as something changed that the cluster does not show. */
    public void wake() {
        changed("");
    }

    private void changed(String resourceVersion) {
        if (own.contains(resourceVersion)) {
            return;
        }
        lock.lock();
        try {
            dirty = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Instant wakeAt = clock.instant();
        while (sleepUntil(wakeAt)) {
            try {
                wakeAt = pass();
            } catch (KubernetesClientException e) {
                LOG.atDebug().addKeyValue("reason", e.getMessage()).log("the cluster could not be read");
                wakeAt = clock.instant().plus(nextRetry());
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("a controller of the sandbox failed");
                wakeAt = clock.instant().plus(nextRetry());
            }
        }
    }

    /** Decides and writes until there is nothing to write, and says when to look again. */
    private @Nullable Instant pass() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            ClusterSnapshot cluster = reader.read();
            Decision decision = new Decision();
            for (Controller controller : controllers) {
                controller.decide(cluster, clock.instant(), decision);
            }
            if (decision.changes().isEmpty()) {
                retry = RETRY;
                return decision.wakeAt();
            }
            switch (write(decision)) {
                case WRITTEN -> retry = RETRY;
                case STALE -> {
                    decision.wakeAt(clock.instant().plus(STALE_RETRY));
                    return decision.wakeAt();
                }
                case REFUSED -> {
                    decision.wakeAt(clock.instant().plus(nextRetry()));
                    return decision.wakeAt();
                }
            }
        }
        LOG.warn("the sandbox's controllers do not come to rest");
        return clock.instant().plus(nextRetry());
    }

    private ClusterWriter.Outcome write(Decision decision) {
        ClusterWriter.Outcome worst = ClusterWriter.Outcome.WRITTEN;
        ClusterWriter.Outcome previous = ClusterWriter.Outcome.WRITTEN;
        for (Change change : decision.changes()) {
            if (change instanceof Change.Note && previous != ClusterWriter.Outcome.WRITTEN) {
                continue;
            }
            previous = writer.write(change);
            worst = previous.compareTo(worst) > 0 ? previous : worst;
        }
        return worst;
    }

    private Duration nextRetry() {
        Duration now = retry;
        Duration doubled = retry.multipliedBy(2);
        retry = doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
        return now;
    }

    /** Sleeps until then, or a change, or the end; false at the end. */
    private boolean sleepUntil(@Nullable Instant wakeAt) {
        lock.lock();
        try {
            while (!closed && !dirty) {
                if (wakeAt == null) {
                    woken.await();
                } else {
                    long nanos = Duration.between(clock.instant(), wakeAt).toNanos();
                    if (nanos <= 0) {
                        return true;
                    }
                    woken.awaitNanos(nanos);
                }
            }
            dirty = false;
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
