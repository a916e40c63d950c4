package io.sextant.planner.performance;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The factors of one engine on one GPU with one model; each stays within its range, whatever a fit made of it. */
public final class EfficiencyFactors {

    private final double[] values;

    private EfficiencyFactors(double[] values) {
        this.values = values;
    }

    /** From natural logarithms in the order of {@link Factor}. */
    public static EfficiencyFactors ofLogarithms(double[] logarithms) {
        if (logarithms.length != Factor.COUNT) {
            throw new IllegalArgumentException(
                    "there are %d factors, but %d logarithms".formatted(Factor.COUNT, logarithms.length));
        }
        double[] values = new double[Factor.COUNT];
        for (Factor factor : Factor.values()) {
            int i = factor.index();
            values[i] = factor.clamp(Math.exp(logarithms[i]));
        }
        return new EfficiencyFactors(values);
    }

    /** The published untuned constants. */
    public static EfficiencyFactors untuned() {
        return new EfficiencyFactors(
                Arrays.stream(Factor.values()).mapToDouble(Factor::base).toArray());
    }

    /** These with one factor set. */
    public EfficiencyFactors with(Factor factor, double value) {
        double[] changed = values.clone();
        changed[factor.index()] = factor.clamp(value);
        return new EfficiencyFactors(changed);
    }

    public double of(Factor factor) {
        return values[factor.index()];
    }

    @Override
    public String toString() {
        return Arrays.stream(Factor.values())
                .map(factor -> "%s=%.4g".formatted(factor.symbol(), of(factor)))
                .collect(Collectors.joining(" "));
    }
}
