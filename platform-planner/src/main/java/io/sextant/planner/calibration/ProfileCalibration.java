package io.sextant.planner.calibration;

import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.MeanPoint;
import java.util.List;

/** A profile sharpened by points measured of it: its factors, and what they leave unexplained. */
public final class ProfileCalibration {

    private static final double TTFT_NOISE = 0.12;
    private static final double ITL_NOISE = 0.04;

    private final EfficiencyFactors factors;
    private final ResidualSurface ttft;
    private final ResidualSurface itl;

    private ProfileCalibration(EfficiencyFactors factors, ResidualSurface ttft, ResidualSurface itl) {
        this.factors = factors;
        this.ttft = ttft;
        this.itl = itl;
    }

    /**
     * Sharpens a profile.
     *
     * @param expected logarithms of the factors before anything of the profile was measured
     * @param spreads how far they may be off
     */
    public static ProfileCalibration of(List<Observation> points, double[] expected, double[] spreads) {
        ProfileFit fit = ProfileFit.of(points, expected, spreads, 1);
        EfficiencyFactors factors = fit.factors();
        double[] ttftErrors = new double[points.size()];
        double[] itlErrors = new double[points.size()];
        for (int i = 0; i < points.size(); i++) {
            MeanPoint predicted = Prediction.of(points.get(i), factors);
            ttftErrors[i] = Math.log(points.get(i).ttftMs() / predicted.ttftMs());
            itlErrors[i] = Math.log(points.get(i).itlMs() / predicted.itlMs());
        }
        return new ProfileCalibration(
                factors,
                ResidualSurface.of(points, ttftErrors, TTFT_NOISE),
                ResidualSurface.of(points, itlErrors, ITL_NOISE));
    }

    public EfficiencyFactors factors() {
        return factors;
    }

    /** What the factors predict, corrected by what was measured near it. */
    public MeanPoint correct(MeanPoint predicted, double inFlight, double isl, double osl) {
        return predicted.withLatencies(
                predicted.ttftMs() * Math.exp(ttft.at(inFlight, isl, osl)),
                predicted.itlMs() * Math.exp(itl.at(inFlight, isl, osl)));
    }

    MeanPoint predict(Observation load) {
        return correct(
                Prediction.of(load, factors),
                load.inFlight(),
                load.workload().isl().mean(),
                load.workload().osl().mean());
    }
}
