package io.sextant.sandbox.fault;

import io.sextant.planner.units.SplitMix64;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The faults that hold now, which the parts of the sandbox consult.
 *
 * <p>What is left to chance follows from the seed, the fault and the occurrence alone, so that the same run goes wrong
 * the same way again.
 */
public final class FaultBoard {
    private static final int MOST_AT_A_TIME = 200;

    private final long seed;
    private final Clock clock;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private int lastId;
    private long draws;

    public FaultBoard(long seed, Clock clock) {
        this.seed = seed;
        this.clock = clock;
    }

    /** One fault and what it has struck so far. */
    private static final class Held {
        private final Fault fault;
        private final Set<String> struck = new HashSet<>();

        Held(Fault fault) {
            this.fault = fault;
        }

        boolean strikes(String occurrence, long seed) {
            FaultOrder order = fault.order();
            if (struck.contains(occurrence)) {
                return true;
            }
            Integer times = order.times();
            if ((times != null && struck.size() >= times) || part(occurrence, seed) >= order.share()) {
                return false;
            }
            if (times != null) {
                struck.add(occurrence);
            }
            return true;
        }

        private double part(String occurrence, long seed) {
            return share(SplitMix64.mixed(seed * 31 + Objects.hash(fault.id(), occurrence)));
        }
    }

    /** Causes a fault from now on. */
    public Fault cause(FaultOrder order) {
        Fault fault;
        synchronized (this) {
            forgetEnded();
            if (held.size() >= MOST_AT_A_TIME) {
                throw new IllegalArgumentException("there are " + MOST_AT_A_TIME + " faults already; clear some");
            }
            Instant now = clock.instant();
            Instant until = order.lasts() == null ? null : now.plus(order.lasts());
            fault = new Fault("f" + ++lastId, order, now, until, 0);
            held.put(fault.id(), new Held(fault));
        }
        tell();
        return fault;
    }

    /** Ends a fault; whether it held. */
    public boolean clear(String id) {
        boolean found;
        synchronized (this) {
            forgetEnded();
            found = held.remove(id) != null;
        }
        tell();
        return found;
    }

    /** Ends all faults. */
    public void clearAll() {
        synchronized (this) {
            held.clear();
        }
        tell();
    }

    /** The faults that hold, the oldest first; those that are spent among them, as what they struck stays struck. */
    public synchronized List<Fault> active() {
        forgetEnded();
        List<Fault> faults = new ArrayList<>();
        for (Held one : held.values()) {
            Fault fault = one.fault;
            faults.add(new Fault(fault.id(), fault.order(), fault.since(), fault.until(), one.struck.size()));
        }
        return faults;
    }

    /** Whether something is struck, which counts once. */
    public boolean holds(FaultKind kind, String namespace, String name) {
        return strikes(kind, namespace, name, namespace + "/" + name);
    }

    /** Whether this occurrence, such as one life of a pod, is struck; asked again, the answer is the same. */
    public synchronized boolean strikes(FaultKind kind, String namespace, String name, String occurrence) {
        if (held.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        return held.values().stream()
                .filter(one -> one.fault.order().kind() == kind && !isOver(one.fault, now))
                .filter(one -> one.fault.order().concerns(namespace, name))
                .anyMatch(one -> one.strikes(occurrence, seed));
    }

    /** Whether a passing thing, such as a request, is struck. */
    public synchronized boolean strikesNext(FaultKind kind, String namespace, String name) {
        return !held.isEmpty() && strikes(kind, namespace, name, "#" + ++draws);
    }

    /** Heads or tails. */
    public synchronized boolean coin() {
        return share(SplitMix64.mixed(seed + ++draws)) < 0.5;
    }

    /** When the next fault ends by itself. */
    public synchronized Optional<Instant> nextEnd() {
        return active().stream().map(Fault::until).filter(Objects::nonNull).min(Instant::compareTo);
    }

    /** Calls {@code listener} whenever a fault was caused or cleared, on the thread that did. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    private void forgetEnded() {
        Instant now = clock.instant();
        held.values().removeIf(one -> isOver(one.fault, now));
    }

    private static boolean isOver(Fault fault, Instant now) {
        @Nullable Instant until = fault.until();
        return until != null && !now.isBefore(until);
    }

    /** From 0 to below 1. */
    private static double share(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }
}
