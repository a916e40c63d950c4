package io.sextant.sandbox.fault;

import io.sextant.planner.units.SplitMix64;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults that hold now, which the parts of the sandbox consult.
 *
 * <p>What is left to chance follows from the seed, the fault and the occurrence alone: neither from what else was caused
 * before, nor from what else happens meanwhile. So the same run goes wrong the same way again.
 */
public final class FaultBoard {
    private static final int MOST_AT_A_TIME = 200;

    private final long seed;
    private final Clock clock;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** How often a fault of this kind was caused at this place. */
    private final Map<String, Integer> caused = new HashMap<>();

    private final Turns coins = new Turns();
    private int lastId;

    public FaultBoard(long seed, Clock clock) {
        this.seed = seed;
        this.clock = clock;
    }

    /** One fault and what it has struck so far. */
    private static final class Held {
        private final Fault fault;
        private final String key;
        private final Set<String> struck = new HashSet<>();
        private final Turns turns = new Turns();

        /** @param key by which chance knows the fault */
        Held(Fault fault, String key) {
            this.fault = fault;
            this.key = key;
        }

        boolean strikes(String occurrence, long seed) {
            FaultOrder order = fault.order();
            if (struck.contains(occurrence)) {
                return true;
            }
            Integer times = order.times();
            if ((times != null && struck.size() >= times) || chance(seed, key, occurrence) >= order.share()) {
                return false;
            }
            if (times != null) {
                struck.add(occurrence);
            }
            return true;
        }

        boolean strikesNext(String what, long seed) {
            boolean always = fault.order().times() == null && fault.order().share() == 1;
            return always || strikes(what + "#" + turns.next(what), seed);
        }
    }

    /** How often each thing came along. */
    private static final class Turns {
        private static final int MOST = 50_000;

        private final Map<String, Integer> counts = new HashMap<>();

        int next(String what) {
            if (counts.size() >= MOST) {
                counts.clear();
            }
            return counts.merge(what, 1, Integer::sum);
        }
    }

    /** Causes a fault from now on. */
    public Fault cause(FaultOrder order) {
        return causeAll(List.of(order)).getFirst();
    }

    /** Causes faults from now on: all of them, or none when they would be too many. */
    public List<Fault> causeAll(List<FaultOrder> orders) {
        List<Fault> faults = new ArrayList<>();
        synchronized (this) {
            forgetEnded();
            if (held.size() + orders.size() > MOST_AT_A_TIME) {
                throw new IllegalArgumentException("there can be %d faults at a time, and there are %d; clear some"
                        .formatted(MOST_AT_A_TIME, held.size()));
            }
            Instant now = clock.instant();
            for (FaultOrder order : orders) {
                Instant until = order.lasts() == null ? null : now.plus(order.lasts());
                Fault fault = new Fault("f" + ++lastId, order, now, until, 0);
                String place = String.join("/", order.kind().key(), order.namespace(), order.name());
                held.put(fault.id(), new Held(fault, place + "#" + caused.merge(place, 1, Integer::sum)));
                faults.add(fault);
            }
        }
        tell();
        return faults;
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
    public boolean strikes(FaultKind kind, String namespace, String name, String occurrence) {
        return any(kind, namespace, name, one -> one.strikes(occurrence, seed));
    }

    /**
     * Whether a passing thing, such as a request, is struck.
     *
     * @param what it is, such as its method and path: each time it comes along is another throw of the dice
     */
    public boolean strikesNext(FaultKind kind, String namespace, String name, String what) {
        return any(kind, namespace, name, one -> one.strikesNext(what, seed));
    }

    private synchronized boolean any(FaultKind kind, String namespace, String name, Predicate<Held> strikes) {
        if (held.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        return held.values().stream()
                .filter(one -> one.fault.order().kind() == kind && !isOver(one.fault, now))
                .filter(one -> one.fault.order().concerns(namespace, name))
                .anyMatch(strikes);
    }

    /** Heads or tails, each time that this comes along. */
    public synchronized boolean coin(String what) {
        return chance(seed, "coin", what + "#" + coins.next(what)) < 0.5;
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
    private static double chance(long seed, String key, String occurrence) {
        return (SplitMix64.mixed(seed * 31 + Objects.hash(key, occurrence)) >>> 11) * 0x1.0p-53;
    }
}
