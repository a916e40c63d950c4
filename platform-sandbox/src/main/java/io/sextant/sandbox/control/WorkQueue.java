package io.sextant.sandbox.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The keys that are to be looked at: now, each once however often it was named, or at a time of their own. */
final class WorkQueue {
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final SequencedSet<String> now = new LinkedHashSet<>();
    private final Map<String, Instant> times = new HashMap<>();
    private final TreeSet<Due> later = new TreeSet<>();
    private boolean closed;

    WorkQueue(Clock clock) {
        this.clock = clock;
    }

    private record Due(Instant at, String key) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }

    void add(Collection<String> keys) {
        lock.lock();
        try {
            if (now.addAll(keys)) {
                filled.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has a key looked at at this time, in place of the time that was set for it before; null for none. */
    void at(@Nullable Instant time, String key) {
        lock.lock();
        try {
            forgetTime(key);
            if (time != null) {
                times.put(key, time);
                later.add(new Due(time, key));
            }
        } finally {
            lock.unlock();
        }
    }

    private void forgetTime(String key) {
        Instant before = times.remove(key);
        if (before != null) {
            later.remove(new Due(before, key));
        }
    }

    /** The next key, and whether its time has come rather than a change; waits for it; null at the end. */
    @Nullable
    Turn take() {
        lock.lock();
        try {
            while (!closed) {
                Instant moment = clock.instant();
                if (!later.isEmpty() && !later.getFirst().at().isAfter(moment)) {
                    String key = later.getFirst().key();
                    forgetTime(key);
                    now.remove(key);
                    return new Turn(key, true);
                }
                if (!now.isEmpty()) {
                    return new Turn(now.removeFirst(), false);
                }
                if (later.isEmpty()) {
                    filled.await();
                } else {
                    var _ = filled.awaitNanos(Math.max(
                            1, Duration.between(moment, later.getFirst().at()).toNanos()));
                }
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** One look at one key. */
    record Turn(String key, boolean timed) {}

    /** Lets {@link #take} return nothing any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
