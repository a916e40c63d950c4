package io.sextant.planner.capacity;

import java.util.stream.IntStream;

/** The concurrencies a curve is drawn through: 1, 2, 3, 4, 6, 8, 12, 16, 24 and so on up to the last one. */
public final class ConcurrencyGrid {

    private ConcurrencyGrid() {}

    public static int[] upTo(int last) {
        return IntStream.concat(
                        IntStream.iterate(1, c -> c <= last, c -> c * 2).flatMap(c -> IntStream.of(c, c + c / 2)),
                        IntStream.of(last))
                .filter(c -> c <= last)
                .sorted()
                .distinct()
                .toArray();
    }
}
