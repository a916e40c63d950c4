package io.sextant.planner.calibration;

import io.sextant.planner.performance.Basis;

/** A measured point beside what was predicted without it. */
public final class Judgement {
    private final Observation observation;
    private final Basis basis;
    private final double[] logErrors;

    Judgement(Observation observation, Basis basis, double[] logErrors) {
        this.observation = observation;
        this.basis = basis;
        this.logErrors = logErrors;
    }

    public Observation observation() {
        return observation;
    }

    public Basis basis() {
        return basis;
    }

    /** Logarithm of measured over predicted by {@link Metric}; NaN where nothing was measured. */
    public double[] logErrors() {
        return logErrors.clone();
    }

    /** Absolute error of the prediction in percent of what was measured; NaN where nothing was. */
    public double percentError(Metric metric) {
        return 100 * Math.abs(Math.exp(-logErrors[metric.index()]) - 1);
    }

    public double logError(Metric metric) {
        return logErrors[metric.index()];
    }
}
