package io.sextant.api.billing;

import io.sextant.api.cluster.GpuHistory;
import io.sextant.api.quota.ReservedSpan;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.usage.UsageFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes through the time of one pool from change to change and adds up what became of its GPUs, in GPU milliseconds.
 *
 * <p>At every moment a team takes what its pods hold or what it has reserved, whichever is more.
 */
final class PoolSweep {
    private static final int UNKNOWN = -1;

    private final long sealed;
    private final Map<TeamId, OfTeam> teams = new LinkedHashMap<>();
    private int inventory = UNKNOWN;
    private long inventoryMillis;
    private long nobodysMillis;
    private long beyondMillis;
    private long silentMillis;
    private long silentTakenMillis;

    private PoolSweep(Instant sealed) {
        this.sealed = sealed.toEpochMilli();
    }

    /**
     * The time between two moments.
     *
     * @param sealed hours before it are charged
     */
    static PoolSweep of(Instant from, Instant until, Instant sealed, Facts facts) {
        PoolSweep sweep = new PoolSweep(sealed);
        long at = from.toEpochMilli();
        long end = until.toEpochMilli();
        for (Step step : steps(facts, sealed)) {
            long next = Math.clamp(step.at(), at, Math.max(at, end));
            sweep.pass(at, next);
            at = next;
            sweep.take(step);
        }
        sweep.pass(at, Math.max(at, end));
        return sweep;
    }

    /** What is known of one pool. */
    record Facts(
            Collection<GpuHistory.Span> inventory,
            Collection<UsageFacts.Held> held,
            Collection<ReservedSpan> reserved) {}

    /** GPU milliseconds of a team, before and after the last sealed hour. */
    static final class OfTeam {
        private int held;
        private int reserved;
        private long heldMillis;
        private long idleMillis;
        private long openMillis;
        private long openHeldMillis;

        private int taken() {
            return Math.max(held, reserved);
        }

        /** In sealed hours: pods held it, or it was reserved and no pod held it. */
        long sealedMillis() {
            return heldMillis + idleMillis;
        }
    }

    long inventoryMillis() {
        return inventoryMillis;
    }

    /** Neither reserved nor held. */
    long nobodysMillis() {
        return nobodysMillis;
    }

    /** Taken beyond what the cluster was reported to have. */
    long beyondMillis() {
        return beyondMillis;
    }

    /** How long nobody knows what the cluster had; of time, not of GPUs. */
    long silentMillis() {
        return silentMillis;
    }

    /** Taken in that time. */
    long silentTakenMillis() {
        return silentTakenMillis;
    }

    /** What pods held by what was told, sealed or not. */
    long heldMillis() {
        return teams.values().stream()
                .mapToLong(team -> team.heldMillis + team.openHeldMillis)
                .sum();
    }

    /** Taken in hours that are not sealed yet. */
    long openMillis() {
        return teams.values().stream().mapToLong(team -> team.openMillis).sum();
    }

    Map<TeamId, OfTeam> teams() {
        return teams;
    }

    private void pass(long from, long until) {
        long millis = until - from;
        if (millis == 0) {
            return;
        }
        int taken = 0;
        for (OfTeam team : teams.values()) {
            taken += team.taken();
            if (from < sealed) {
                team.heldMillis += millis * team.held;
                team.idleMillis += millis * (team.taken() - team.held);
            } else {
                team.openMillis += millis * team.taken();
                team.openHeldMillis += millis * team.held;
            }
        }
        if (inventory == UNKNOWN) {
            silentMillis += millis;
            silentTakenMillis += millis * taken;
        } else {
            inventoryMillis += millis * inventory;
            nobodysMillis += millis * Math.max(0, inventory - taken);
            beyondMillis += millis * Math.max(0, taken - inventory);
        }
    }

    private void take(Step step) {
        switch (step) {
            case Step.Inventory known -> inventory = known.gpus();
            case Step.Held held -> team(held.team()).held += held.gpus();
            case Step.Reserved reserved -> team(reserved.team()).reserved += reserved.gpus();
            case Step.Sealed _ -> {}
        }
    }

    private OfTeam team(TeamId id) {
        return teams.computeIfAbsent(id, _ -> new OfTeam());
    }

    private static List<Step> steps(Facts facts, Instant sealed) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Sealed(sealed.toEpochMilli()));
        for (UsageFacts.Held held : facts.held()) {
            steps.add(new Step.Held(held.from().toEpochMilli(), held.team(), held.gpus()));
            steps.add(new Step.Held(held.until().toEpochMilli(), held.team(), -held.gpus()));
        }
        for (ReservedSpan span : facts.reserved()) {
            steps.add(new Step.Reserved(span.from().toEpochMilli(), span.team(), span.gpus()));
            steps.add(new Step.Reserved(span.until().toEpochMilli(), span.team(), -span.gpus()));
        }
        // Where one span ends and another begins, the one that begins has the last word: the sort keeps their order.
        facts.inventory().stream()
                .sorted(Comparator.comparing(GpuHistory.Span::from))
                .forEach(span -> {
                    steps.add(new Step.Inventory(span.from().toEpochMilli(), span.gpus()));
                    steps.add(new Step.Inventory(span.until().toEpochMilli(), UNKNOWN));
                });
        steps.sort(Comparator.comparingLong(Step::at));
        return steps;
    }

    private sealed interface Step {
        long at();

        record Inventory(long at, int gpus) implements Step {}

        record Held(long at, TeamId team, int gpus) implements Step {}

        record Reserved(long at, TeamId team, int gpus) implements Step {}

        record Sealed(long at) implements Step {}
    }
}
