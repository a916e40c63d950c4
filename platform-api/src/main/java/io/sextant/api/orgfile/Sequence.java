package io.sextant.api.orgfile;

import io.sextant.api.quota.QuotaTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which order changes are made, so that each step is allowed where the whole is.
 *
 * <p>Nodes come before what is given to them, budgets before quota, as requests lock them. Quota is first lowered, from the leaves up,
 * then raised, from the root down: at every moment a node is guaranteed at least what its children are if it is so before and after.
 * A node that moves while others are given more lays its quota down for the way. What is taken out of use has given back its quota by
 * then. Prices to come are withdrawn before others are added, which are added as they follow each other.
 */
final class Sequence {
    private final Map<String, @Nullable String> parentsNow = new HashMap<>();
    private final Map<String, @Nullable String> parentsThen = new HashMap<>();
    private final Map<String, Change> moves = new HashMap<>();
    private final List<Change> changes;

    private Sequence(List<Change> changes, OrgFile now, OrgFile wanted) {
        this.changes = changes;
        learn(now, parentsNow);
        learn(wanted.section(Section.NODES).isPresent() ? wanted : now, parentsThen);
        for (Change change : changes) {
            if (change.before() instanceof Entry.Node before
                    && change.after() instanceof Entry.Node after
                    && !Objects.equals(before.parent(), after.parent())) {
                moves.put(after.slug(), change);
            }
        }
    }

    /**
     * Something to do.
     *
     * @param owner the change for the sake of which it is done
     */
    record Step(Change todo, Change owner) {}

    private enum Stage {
        ADD,
        BUDGET,
        LOWER,
        RAISE,
        RESHAPE,
        RAISE_MOVED,
        ARCHIVE,
        WITHDRAW_PRICE,
        PRICE,
        POLICY
    }

    static List<Step> of(List<Change> changes, OrgFile now, OrgFile wanted) {
        Sequence sequence = new Sequence(changes, now, wanted);
        return sequence.steps(now).stream()
                .sorted(Comparator.<Step, Stage>comparing(step -> sequence.stage(step.todo()))
                        .thenComparingInt(step -> sequence.depth(step.todo()))
                        .thenComparing(step -> moment(step.todo())))
                .toList();
    }

    private static void learn(OrgFile file, Map<String, @Nullable String> parents) {
        file.section(Section.NODES).orElse(List.of()).forEach(entry -> {
            if (entry instanceof Entry.Node node) {
                parents.put(node.slug(), node.parent());
            }
        });
    }

    private List<Step> steps(OrgFile now) {
        Map<Entry, Change> carried = carried(now);
        Map<Entry, Change> stated = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (Change change : changes) {
            Entry before = change.before();
            boolean laidDown = before != null && change.after() != null && carried.containsKey(before);
            steps.add(new Step(laidDown ? new Change(change.place(), null, change.after()) : change, change));
            if (before != null) {
                stated.put(before, change);
            }
        }
        carried.forEach((quota, move) -> {
            Change own = stated.get(quota);
            if (own == null || own.after() != null) {
                steps.add(new Step(new Change(move.place(), quota, null), move));
            }
            if (own == null) {
                steps.add(new Step(new Change(move.place(), null, quota), move));
            }
        });
        return steps;
    }

    /** The quotas that are laid down for the way, each with the move that makes it so. */
    private Map<Entry, Change> carried(OrgFile now) {
        Set<String> contended = new HashSet<>();
        for (Change change : changes) {
            if (change.after() instanceof Entry.Quota quota && raises(change) && move(quota.node()) == null) {
                contended.add(quota.pool());
            }
        }
        Map<Entry, Change> carried = new LinkedHashMap<>();
        for (Entry entry : now.section(Section.QUOTAS).orElse(List.of())) {
            if (entry instanceof Entry.Quota quota && contended.contains(quota.pool())) {
                Change move = move(quota.node());
                if (move != null) {
                    carried.put(quota, move);
                }
            }
        }
        return carried;
    }

    /** The move that takes the node along; null where it stays. A file can state a ring, which is refused later. */
    private @Nullable Change move(String slug) {
        String at = slug;
        for (int step = 0; at != null && step <= parentsThen.size(); step++) {
            Change move = moves.get(at);
            if (move != null) {
                return move;
            }
            at = parentsThen.get(at);
        }
        return null;
    }

    private Stage stage(Change change) {
        return switch (change.entry()) {
            case Entry.Node _ ->
                switch (change.kind()) {
                    case ADDED -> Stage.ADD;
                    case CHANGED -> Stage.RESHAPE;
                    case REMOVED -> Stage.ARCHIVE;
                };
            case Entry.Budget _ -> Stage.BUDGET;
            case Entry.Quota quota when raises(change) -> move(quota.node()) == null ? Stage.RAISE : Stage.RAISE_MOVED;
            case Entry.Quota _ -> Stage.LOWER;
            case Entry.Priced price
            when change.after() == null && price.effectiveFrom() != null -> Stage.WITHDRAW_PRICE;
            case Entry.Priced _ -> Stage.PRICE;
            case Entry.Policy _ -> Stage.POLICY;
        };
    }

    private static boolean raises(Change change) {
        return change.before() == null
                || terms(change.after()).guaranteedGpus()
                        > terms(change.before()).guaranteedGpus();
    }

    private static QuotaTerms terms(@Nullable Entry entry) {
        return entry instanceof Entry.Quota quota ? quota.terms() : QuotaTerms.NONE;
    }

    /** From the root down, or up to it. */
    private int depth(Change change) {
        return switch (change.entry()) {
            case Entry.Node node ->
                change.kind() == FileDiff.Kind.REMOVED
                        ? -depth(node.slug(), parentsNow)
                        : depth(node.slug(), parentsThen);
            case Entry.Quota quota ->
                raises(change) ? depth(quota.node(), parentsThen) : -depth(quota.node(), parentsNow);
            case Entry.Priced _, Entry.Budget _, Entry.Policy _ -> 0;
        };
    }

    /** Prices follow each other: an ending needs the price that it ends. */
    private static Instant moment(Change change) {
        return change.entry() instanceof Entry.Priced price && price.effectiveFrom() != null
                ? price.effectiveFrom()
                : Instant.MIN;
    }

    private static int depth(String slug, Map<String, @Nullable String> parents) {
        int depth = 0;
        String at = parents.get(slug);
        while (at != null && depth <= parents.size()) {
            at = parents.get(at);
            depth++;
        }
        return depth;
    }
}
