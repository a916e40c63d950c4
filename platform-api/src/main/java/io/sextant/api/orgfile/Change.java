package io.sextant.api.orgfile;

import io.sextant.api.quota.QuotaTerms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry that is to become another.
 *
 * @param before null for nothing
 * @param after null for nothing
 */
record Change(
        String pointer, @Nullable Entry before, @Nullable Entry after) {
    /** What differs between what there is and what the file states, in the order of the file. */
    static List<Change> between(OrgFile now, OrgFile wanted) {
        List<Change> changes = new ArrayList<>();
        for (Section section : Section.values()) {
            wanted.section(section)
                    .ifPresent(entries -> add(section, now.section(section).orElse(List.of()), entries, changes));
        }
        return changes;
    }

    private static void add(Section section, List<Entry> now, List<Entry> wanted, List<Change> changes) {
        Map<String, Entry> before = new HashMap<>();
        now.forEach(entry -> before.put(entry.key(), entry));
        Set<String> stated = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            Entry entry = wanted.get(i);
            Entry was = before.get(entry.key());
            stated.add(entry.key());
            if (!entry.equals(was) && !(was == null && isNothing(entry))) {
                changes.add(new Change("/" + section.member() + "/" + i, was, entry));
            }
        }
        now.stream()
                .filter(entry -> !stated.contains(entry.key()))
                .forEach(entry -> changes.add(new Change("/" + section.member(), entry, null)));
    }

    // A quota of nothing is none.
    private static boolean isNothing(Entry entry) {
        return entry instanceof Entry.Quota quota && quota.terms().equals(QuotaTerms.NONE);
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
                pointer,
                before == null ? null : before.members(),
                after == null ? null : after.members(),
                refusal);
    }
}
