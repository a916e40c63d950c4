package io.sextant.planner.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what somebody may have meant, by the pairs of letters of it that a name has; short names first. */
final class Similar {

    private static final int MOST_SHOWN = 4;

    private Similar() {}

    static String remedy(String name, Collection<String> known, String otherwise) {
        return "Nearest: %s. %s".formatted(String.join(", ", nearest(name, known)), otherwise);
    }

    static List<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.<String>comparingDouble(other -> -likeness(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_SHOWN)
                .toList();
    }

    private static double likeness(String a, String b) {
        Set<String> pairsOfA = pairs(a);
        Set<String> pairsOfB = pairs(b);
        Set<String> common = new HashSet<>(pairsOfA);
        common.retainAll(pairsOfB);
        double found = (double) common.size() / Math.max(1, pairsOfA.size());
        double wanted = (double) common.size() / Math.max(1, pairsOfB.size());
        return found + wanted / 10;
    }

    private static Set<String> pairs(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= lower.length(); i++) {
            pairs.add(lower.substring(i, i + 2));
        }
        return pairs;
    }
}
