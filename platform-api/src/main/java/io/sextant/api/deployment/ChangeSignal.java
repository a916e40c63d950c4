package io.sextant.api.deployment;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes those in this process who wait for a change; changes made by another process they find by looking.
 *
 * <p>A ticket is taken before looking, so that a change between looking and waiting is not missed.
 */
@Component
public class ChangeSignal implements SmartLifecycle {
    private final ConcurrentMap<String, CountDownLatch> latches = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** The name of what a cluster should hold. */
    public static String desiredOf(String cluster) {
        return "desired " + cluster;
    }

    /** The name of a deployment. */
    static String of(DeploymentId deployment) {
        return "deployment " + deployment;
    }

    /** The next change of what bears this name. */
    public Ticket ticket(String name) {
        CountDownLatch latch = latches.computeIfAbsent(name, _ -> new CountDownLatch(1));
        return longest -> latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Wakes the waiting once the transaction has committed, or at once without one. */
    void changed(String name) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            wake(name);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake(name);
            }
        });
    }

    private void wake(String name) {
        CountDownLatch latch = latches.remove(name);
        if (latch != null) {
            latch.countDown();
        }
    }

    @Override
    public void start() {
        stopping = false;
    }

    /** Runs before the web server waits for its requests to end: those that wait here would hold it up. */
    @Override
    public void stop() {
        stopping = true;
        latches.keySet().forEach(this::wake);
    }

    /** False once the process is stopping. */
    @Override
    public boolean isRunning() {
        return !stopping;
    }

    /** One change to come. */
    @FunctionalInterface
    public interface Ticket {
        /** Waits for the change; false if it did not come in that time. */
        boolean await(Duration longest) throws InterruptedException;
    }
}
