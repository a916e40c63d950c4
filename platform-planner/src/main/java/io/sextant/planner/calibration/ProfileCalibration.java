package io.sextant.planner.calibration;

import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.LoadErrors;
import io.sextant.planner.performance.MeanPoint;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** A profile sharpened by points measured of it: its factors, and what they leave unexplained. */
public final class ProfileCalibration {

    /** Chosen so that three points of a profile predict its others best, over all measured profiles. */
    private static final ResidualSurface.Kinship TTFT = new ResidualSurface.Kinship(0.45, 0.65, 0.8, 0.12);

    private static final ResidualSurface.Kinship ITL = new ResidualSurface.Kinship(0.30, 0.95, 1.2, 0.05);
    private static final ResidualSurface.Kinship KEPT = new ResidualSurface.Kinship(0.45, 0.6, 3, 0.03);

    private final EfficiencyFactors factors;
    private final LoadErrors loadErrors;
    private final ResidualSurface ttft;
    private final ResidualSurface itl;
    private final ResidualSurface kept;

    /**
     * Sharpens a profile.
     *
     * @param expected logarithms of the factors before anything of the profile was measured
     * @param spreads how far they may be off
     * @param loadErrors what the formulas get wrong for every profile
     */
    public ProfileCalibration(List<Observation> points, double[] expected, double[] spreads, LoadErrors loadErrors) {
        this.loadErrors = loadErrors;
        List<Observation> explained = points.stream()
                .map(point -> point.without(loadErrors.along(point.setting(), point.workload())))
                .toList();
        factors = ProfileFit.of(explained, expected, spreads, 1).factors();
        List<MeanPoint> predicted = points.stream().map(this::byFactors).toList();
        ttft = surface(points, predicted, (point, mean) -> Math.log(point.ttftMs() / mean.ttftMs()), TTFT);
        itl = surface(points, predicted, (point, mean) -> Math.log(point.itlMs() / mean.itlMs()), ITL);
        List<MeanPoint> latencies = IntStream.range(0, points.size())
                .mapToObj(i ->
                        corrected(predicted.get(i), points.get(i).inFlight(), isl(points.get(i)), osl(points.get(i))))
                .toList();
        kept = surface(
                points,
                latencies,
                (point, mean) -> Math.log(point.outputTokensPerSecond() / mean.outputTokensPerSecond()),
                KEPT);
    }

    private static ResidualSurface surface(
            List<Observation> points,
            List<MeanPoint> predicted,
            ToDoubleBiFunction<Observation, MeanPoint> error,
            ResidualSurface.Kinship kinship) {
        double[] errors = new double[points.size()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = error.applyAsDouble(points.get(i), predicted.get(i));
        }
        return ResidualSurface.of(points, errors, kinship);
    }

    public EfficiencyFactors factors() {
        return factors;
    }

    /** What factors and load errors predict, corrected by what was measured near it. */
    public MeanPoint correct(MeanPoint predicted, double inFlight, double isl, double osl) {
        MeanPoint latencies = corrected(predicted, inFlight, isl, osl);
        return latencies.withKept(latencies.kept() * Math.exp(kept.at(inFlight, isl, osl)));
    }

    private MeanPoint corrected(MeanPoint predicted, double inFlight, double isl, double osl) {
        return predicted.withLatencies(
                predicted.ttftMs() * Math.exp(ttft.at(inFlight, isl, osl)),
                predicted.itlMs() * Math.exp(itl.at(inFlight, isl, osl)));
    }

    MeanPoint predict(Observation load) {
        return correct(byFactors(load), load.inFlight(), isl(load), osl(load));
    }

    private MeanPoint byFactors(Observation load) {
        return Prediction.of(load, factors, loadErrors);
    }

    private static double isl(Observation point) {
        return point.workload().isl().mean();
    }

    private static double osl(Observation point) {
        return point.workload().osl().mean();
    }
}
