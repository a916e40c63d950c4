package io.sextant.planner.calibration;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.Basis;
import io.sextant.planner.performance.Conditions;
import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.Learnt;
import io.sextant.planner.performance.MeanPoint;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Sharpening;
import io.sextant.planner.performance.Workload;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A profile with load tests of its own, ready to sharpen predictions for any workload. */
public final class MeasuredProfile implements Sharpening {

    /** More add nothing but time. */
    private static final int MOST_POINTS = 60;

    private static final double SAME_CONCURRENCY = 0.01;

    private final List<MeasuredPoint> points;
    private final ProfileCalibration calibration;

    private MeasuredProfile(List<MeasuredPoint> points, ProfileCalibration calibration) {
        this.points = points;
        this.calibration = calibration;
    }

    /**
     * Calibrates a profile; the newest points count where there are very many.
     *
     * @throws IllegalArgumentException when there is no point, or one that {@link PointCheck} refuses
     */
    public static MeasuredProfile of(
            GpuProduct gpu, ModelArchitecture model, EngineProfile profile, List<MeasuredPoint> points, Learnt learnt) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a calibration needs at least one measured point");
        }
        points.stream()
                .map(PointCheck::reasons)
                .filter(reasons -> !reasons.isEmpty())
                .findFirst()
                .ifPresent(reasons -> {
                    throw new IllegalArgumentException(String.join(" ", reasons));
                });
        List<MeasuredPoint> newest = points.stream()
                .sorted(Comparator.comparing(MeasuredPoint::date).reversed())
                .limit(MOST_POINTS)
                .toList();
        List<Observation> observations = newest.stream()
                .map(point -> observation(gpu, model, profile, point))
                .toList();
        double[] expected = learnt.priors().logarithms(observations.getFirst().setting());
        return new MeasuredProfile(
                newest,
                new ProfileCalibration(observations, expected, learnt.priors().spreads(), learnt.loadErrors()));
    }

    /** A calibrated model of the same profile for a workload. */
    public PerformanceModel performance(
            GpuProduct gpu, ModelArchitecture model, EngineProfile profile, Workload workload, Learnt learnt) {
        return PerformanceModel.calibrated(gpu, model, profile, workload, this, learnt);
    }

    private static Observation observation(
            GpuProduct gpu, ModelArchitecture model, EngineProfile profile, MeasuredPoint point) {
        return new Observation(
                point.source(),
                gpu,
                model,
                profile,
                point.workload(),
                Conditions.OWN_USERS,
                new Observation.Sent.Concurrency(point.concurrency()),
                orMissing(point.ttftMs()),
                orMissing(point.itlMs()),
                orMissing(point.outputTokensPerSecond()));
    }

    private static double orMissing(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    @Override
    public EfficiencyFactors factors() {
        return calibration.factors();
    }

    @Override
    public MeanPoint sharpen(MeanPoint predicted, Workload workload) {
        return calibration.correct(
                predicted,
                predicted.concurrency(),
                workload.isl().mean(),
                workload.osl().mean());
    }

    @Override
    public int points() {
        return points.size();
    }

    @Override
    public boolean knowsShape(Workload workload) {
        return points.stream().anyMatch(point -> Basis.sameShape(point.workload(), workload));
    }

    @Override
    public boolean measured(double concurrency, Workload workload) {
        return points.stream()
                .anyMatch(point -> Basis.sameShape(point.workload(), workload)
                        && Math.abs(point.concurrency() / concurrency - 1) < SAME_CONCURRENCY);
    }

    @Override
    public LocalDate newest() {
        return points.getFirst().date();
    }

    @Override
    public String source() {
        return points.stream().map(MeasuredPoint::source).distinct().sorted().collect(Collectors.joining(", "));
    }
}
