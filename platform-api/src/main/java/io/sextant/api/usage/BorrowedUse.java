package io.sextant.api.usage;

import io.sextant.api.quota.GuaranteedSpans;
import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells which of the GPUs that a team's pods hold are borrowed: those above what it is guaranteed, at every moment.
 *
 * <p>Only classes that may borrow do, and of those the youngest pods first, as they would have to give them back first.
 */
final class BorrowedUse {
    private static final Comparator<GpuHold> YOUNGEST_FIRST = Comparator.comparing(GpuHold::from)
            .reversed()
            .thenComparing(hold -> String.valueOf(hold.line().deployment()))
            .thenComparingInt(GpuHold::gpus);

    private final Instant from;
    private final Instant until;
    private final List<GpuHold> held;
    private final List<GuaranteedSpans.Span> guaranteed;
    private final List<GpuHold> apart = new ArrayList<>();

    private BorrowedUse(Instant from, Instant until, List<GpuHold> held, List<GuaranteedSpans.Span> guaranteed) {
        this.from = from;
        this.until = until;
        this.held = held.stream().sorted(YOUNGEST_FIRST).toList();
        this.guaranteed = guaranteed;
    }

    /**
     * The same holds between two moments, cut where they are borrowed.
     *
     * @param held everything that these teams held in these pools then
     */
    static List<GpuHold> apart(
            Instant from, Instant until, Collection<GpuHold> held, Collection<GuaranteedSpans.Span> guaranteed) {
        Map<Place, List<GpuHold>> places = new LinkedHashMap<>();
        held.forEach(hold -> places.computeIfAbsent(Place.of(hold.line()), place -> new ArrayList<>())
                .add(hold));
        Map<Place, List<GuaranteedSpans.Span>> spans = new LinkedHashMap<>();
        guaranteed.forEach(
                span -> spans.computeIfAbsent(new Place(span.team(), span.pool()), place -> new ArrayList<>())
                        .add(span));
        List<GpuHold> apart = new ArrayList<>();
        places.forEach((place, holds) -> {
            if (holds.stream().anyMatch(GpuHold::reclaimable)) {
                apart.addAll(new BorrowedUse(from, until, holds, spans.getOrDefault(place, List.of())).cut());
            } else {
                apart.addAll(holds);
            }
        });
        return apart;
    }

    private List<GpuHold> cut() {
        Instant at = from;
        for (Instant next : moments()) {
            if (next.isAfter(at)) {
                share(at, next);
                at = next;
            }
        }
        return apart;
    }

    /** Every moment at which anything changes. */
    private SortedSet<Instant> moments() {
        NavigableSet<Instant> moments = new TreeSet<>();
        held.forEach(hold -> moments.addAll(List.of(hold.from(), hold.until())));
        guaranteed.forEach(span -> moments.addAll(List.of(span.from(), span.until())));
        moments.add(until);
        return moments.subSet(from, false, until, true);
    }

    private void share(Instant at, Instant next) {
        int all = held.stream()
                .filter(hold -> isHeld(hold, at))
                .mapToInt(GpuHold::gpus)
                .sum();
        int borrowed = Math.max(0, all - guaranteedAt(at));
        for (GpuHold hold : held) {
            if (isHeld(hold, at)) {
                int ofThese = hold.reclaimable() ? Math.min(borrowed, hold.gpus()) : 0;
                borrowed -= ofThese;
                add(hold.line().ofBorrowed(), ofThese, at, next);
                add(hold.line(), hold.gpus() - ofThese, at, next);
            }
        }
    }

    private void add(UseLine line, int gpus, Instant at, Instant next) {
        if (gpus > 0) {
            apart.add(new GpuHold(line, gpus, at, next));
        }
    }

    private int guaranteedAt(Instant at) {
        return guaranteed.stream()
                .filter(span -> !span.from().isAfter(at) && span.until().isAfter(at))
                .mapToInt(GuaranteedSpans.Span::gpus)
                .sum();
    }

    private static boolean isHeld(GpuHold hold, Instant at) {
        return !hold.from().isAfter(at) && hold.until().isAfter(at);
    }

    private record Place(TeamId team, QuotaPool pool) {
        static Place of(UseLine line) {
            return new Place(line.team(), new QuotaPool(line.cluster(), line.gpuProduct()));
        }
    }
}
