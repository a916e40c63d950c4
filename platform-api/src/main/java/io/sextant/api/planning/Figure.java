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
    public Figure {
        // A plan accepted before figures said so themselves was modelled throughout.
        provenance = Objects.requireNonNullElse(provenance, Provenance.Kind.MODELLED);
    }

    static Figure of(Estimate estimate) {
        return new Figure(
                estimate.low(),
                estimate.value(),
                estimate.high(),
                estimate.provenance().kind());
    }
}
