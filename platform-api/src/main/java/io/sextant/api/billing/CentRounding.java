package io.sextant.api.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds the lines of a statement to the cent so that they add up to its total.
 *
 * <p>The total is the exact sum, rounded once, half to even. Each line is first cut down to the cent; the cents that are
 * missing then go to the lines that lost most by it, of equal ones to the first. So every line is less than a cent off.
 */
final class CentRounding {
    private static final int CENTS = 2;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private CentRounding() {}

    /** The exact sum, rounded. */
    static BigDecimal total(Collection<BigDecimal> exact) {
        return exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add).setScale(CENTS, RoundingMode.HALF_EVEN);
    }

    /** The lines in their order, adding up to the total. */
    static List<BigDecimal> lines(List<BigDecimal> exact) {
        BigDecimal[] cut = exact.stream()
                .map(amount -> amount.setScale(CENTS, RoundingMode.FLOOR))
                .toArray(BigDecimal[]::new);
        BigDecimal missing = total(exact).subtract(List.of(cut).stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        IntStream.range(0, cut.length)
                .boxed()
                .sorted(Comparator.comparing((Integer line) -> exact.get(line).subtract(cut[line]))
                        .reversed())
                .limit(missing.movePointRight(CENTS).intValueExact())
                .forEach(line -> cut[line] = cut[line].add(CENT));
        return List.of(cut);
    }
}
