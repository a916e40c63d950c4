package io.sextant.api.orgfile;

import io.sextant.api.quota.QuotaTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry that is to become another.
 *
 * @param before null for nothing
 * @param after null for nothing
 */
record Change(Place place, @Nullable Entry before, @Nullable Entry after) {
    /**
     * Where a file speaks of it.
     *
     * @param line null where it does not
     */
    record Place(String pointer, @Nullable Integer line) {}

    /** What differs between what there is at that moment and what the file states, in the order of the file. */
    static List<Change> between(OrgFile now, FileReading.Placed wanted, Instant at) {
        List<Change> changes = new ArrayList<>();
        for (Section section : Section.values()) {
            wanted.file()
                    .section(section)
                    .ifPresent(entries -> add(
                            section,
                            now.section(section).orElse(List.of()),
                            entries,
                            Objects.requireNonNull(wanted.lines().get(section)),
                            at,
                            changes));
        }
        return changes;
    }

    private static void add(
            Section section,
            List<Entry> now,
            List<Entry> wanted,
            List<Integer> lines,
            Instant at,
            List<Change> changes) {
        Map<String, Entry> before = new HashMap<>();
        now.forEach(entry -> before.put(entry.key(), entry));
        Map<String, Entry.Priced> begun = begun(wanted, at);
        Set<String> stated = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            Entry entry = wanted.get(i);
            if (isOver(entry, begun, at)) {
                continue;
            }
            String key = keyNow(entry, at);
            Entry was = before.get(key);
            stated.add(key);
            if (!isAlready(was, entry, at)) {
                changes.add(new Change(new Place("/" + section.member() + "/" + i, lines.get(i)), was, entry));
            }
        }
        now.stream()
                .filter(entry -> !stated.contains(entry.key()))
                .forEach(entry -> changes.add(new Change(new Place("/" + section.member(), null), entry, null)));
    }

    /** What a file says about the present, by place: of what has taken effect by then, the last. */
    private static Map<String, Entry.Priced> begun(List<Entry> wanted, Instant at) {
        Map<String, Entry.Priced> begun = new HashMap<>();
        for (Entry entry : wanted) {
            if (entry instanceof Entry.Priced price && price.hasBegun(at)) {
                begun.merge(price.place(), price, (one, other) -> follows(other, one) ? other : one);
            }
        }
        return begun;
    }

    private static boolean follows(Entry.Priced later, Entry.Priced earlier) {
        Instant from = later.effectiveFrom();
        return from != null && (earlier.effectiveFrom() == null || from.isAfter(earlier.effectiveFrom()));
    }

    // A file that is kept for long states prices that others have taken over from since.
    private static boolean isOver(Entry entry, Map<String, Entry.Priced> begun, Instant at) {
        return entry instanceof Entry.Priced price && price.hasBegun(at) && !price.equals(begun.get(price.place()));
    }

    // What has begun is compared with what is in force, which states no moment.
    private static String keyNow(Entry entry, Instant at) {
        return entry instanceof Entry.Priced price && price.hasBegun(at) ? price.place() : entry.key();
    }

    private static boolean isAlready(@Nullable Entry was, Entry wanted, Instant at) {
        return switch (wanted) {
            case Entry.Quota quota when was == null -> quota.terms().equals(QuotaTerms.NONE);
            case Entry.Price price when price.hasBegun(at) -> price.inForce().equals(was);
            case Entry.PriceEnding ending when ending.hasBegun(at) -> was == null;
            default -> wanted.equals(was);
        };
    }

    FileDiff.Kind kind() {
        if (before == null) {
            return FileDiff.Kind.ADDED;
        }
        return after == null ? FileDiff.Kind.REMOVED : FileDiff.Kind.CHANGED;
    }

    /** What it is about, as it is now or will be. */
    Entry entry() {
        if (after != null) {
            return after;
        }
        if (before != null) {
            return before;
        }
        throw new IllegalStateException("a change from nothing to nothing");
    }

    FileDiff.Line line(FileDiff.@Nullable Refusal refusal) {
        return new FileDiff.Line(
                kind(),
                entry().section(),
                entry().key(),
                place.pointer(),
                place.line(),
                before == null ? null : before.members(),
                after == null ? null : after.members(),
                refusal);
    }
}
