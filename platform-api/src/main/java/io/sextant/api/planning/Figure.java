package io.sextant.api.planning;

import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Provenance;
import java.util.Objects;

/**
 * An expected value with the range that holds in 8 of 10 cases: low <= value <= high.
 *
 * @param provenance how the number came about
 */
public record Figure(double low, double value, double high, Provenance.Kind provenance) {
    private static final int DIGITS = 6;

    public Figure {
        // A plan accepted before figures said so themselves was modelled throughout.
        provenance = Objects.requireNonNullElse(provenance, Provenance.Kind.MODELLED);
    }

    static Figure of(Estimate estimate) {
        return new Figure(
                rounded(estimate.low()),
                rounded(estimate.value()),
                rounded(estimate.high()),
                estimate.provenance().kind());
    }

    /** To six digits: more say nothing, and an answer has thousands of them. */
    private static double rounded(double number) {
        if (number == 0) {
            return 0;
        }
        double unit = Math.pow(10, DIGITS - Math.ceil(Math.log10(Math.abs(number))));
        return Math.rint(number * unit) / unit;
    }
}
