package io.sextant.planner.performance;

import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Provenance;

/** By which factors a prediction may be wrong in 8 of 10 cases, and where it comes from. */
final class ErrorBand {
    private final double[] factors;
    private final Provenance provenance;

    private ErrorBand(double[] factors, Provenance provenance) {
        this.factors = factors;
        this.provenance = provenance;
    }

    /** The widening of the published bands for a GPU that was never measured. */
    private static final double UNSEEN_GPU = 1.6;

    static ErrorBand of(Basis basis, Intervals intervals, boolean gpuWasMeasured, Provenance provenance) {
        double[] factors = intervals.factors(basis);
        if (basis.points() > 0 || gpuWasMeasured) {
            return new ErrorBand(factors, provenance);
        }
        double[] wider = new double[factors.length];
        for (int i = 0; i < wider.length; i++) {
            wider[i] = Math.pow(factors[i], UNSEEN_GPU);
        }
        return new ErrorBand(wider, provenance);
    }

    Estimate ttft(double value) {
        return Estimate.around(value, factors[0], factors[1], provenance);
    }

    Estimate itl(double value) {
        return Estimate.around(value, factors[2], factors[3], provenance);
    }

    Estimate throughput(double value) {
        return Estimate.around(value, factors[4], factors[5], provenance);
    }

    /** At a given concurrency, Little's law makes the time of a request the reciprocal of the throughput. */
    Estimate e2e(double value) {
        return Estimate.around(value, 1 / factors[5], 1 / factors[4], provenance);
    }
}
