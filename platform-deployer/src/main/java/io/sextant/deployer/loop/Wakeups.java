package io.sextant.deployer.loop;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes the loop: many signals in a burst make one run, and a run may be asked for at a later moment. */
public final class Wakeups {
    /** How long to gather further signals before a run. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration LONGEST_REST = Duration.ofMillis(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long origin = System.nanoTime();
    private final PriorityQueue<Long> due = new PriorityQueue<>();
    private long notBefore;

    public void signal() {
        signalAfter(GATHERING);
    }

    void signalAfter(Duration delay) {
        lock.lock();
        try {
            due.add(sinceOrigin() + delay.toNanos());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing wake the loop for as long as its run took, so that it never takes more than half of a processor. */
    void restAfter(Duration run) {
        lock.lock();
        try {
            notBefore = sinceOrigin() + Math.min(run.toNanos(), LONGEST_REST.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Returns at the earliest moment asked for, at the latest after {@code longest}, and after the rest. */
    void await(Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long end = sinceOrigin() + longest.toNanos();
            for (long wait = untilNext(end); wait > 0; wait = untilNext(end)) {
                var _ = changed.awaitNanos(wait);
            }
            long now = sinceOrigin();
            due.removeIf(at -> at <= now);
        } finally {
            lock.unlock();
        }
    }

    private long untilNext(long end) {
        Long next = due.peek();
        return Math.max(notBefore, next == null ? end : Math.min(next, end)) - sinceOrigin();
    }

    private long sinceOrigin() {
        return System.nanoTime() - origin;
    }
}
