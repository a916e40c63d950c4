package io.sextant.api.planning;

import io.sextant.api.measurement.MeasurementPoint;
import io.sextant.planner.calibration.MeasuredPoint;
import io.sextant.planner.calibration.PointCheck;
import io.sextant.planner.frontier.PerformanceSource;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineFamily;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is expected of a model's profiles, sharpened where somebody measured them. */
final class MeasuredProfiles implements PerformanceSource {
    private static final String MEAN = "avg";

    private final Map<Hardware, List<Measured>> points;
    private final Fits fits;

    private MeasuredProfiles(Map<Hardware, List<Measured>> points, Fits fits) {
        this.points = points;
        this.fits = fits;
    }

    /** Calibrates a profile by its points. */
    @FunctionalInterface
    interface Fits {
        PerformanceModel performance(
                GpuProduct gpu,
                ModelArchitecture model,
                EngineProfile profile,
                List<MeasuredPoint> points,
                Workload workload);
    }

    static PerformanceSource of(List<MeasurementPoint> measured, Fits fits) {
        Map<Hardware, List<Measured>> usable = new HashMap<>();
        for (MeasurementPoint point : measured) {
            usable(point)
                    .ifPresent(sound -> usable.computeIfAbsent(Hardware.of(point), _ -> new ArrayList<>())
                            .add(new Measured(EngineFamily.of(point.engine(), point.engineVersion()), sound)));
        }
        return usable.isEmpty() ? PerformanceSource.unmeasured() : new MeasuredProfiles(usable, fits);
    }

    /** Where a profile runs. */
    private record Hardware(String gpu, Precision precision, int tensorParallel, int pipelineParallel) {
        static Hardware of(MeasurementPoint point) {
            return new Hardware(point.gpu(), point.precision(), point.tensorParallel(), point.pipelineParallel());
        }
    }

    private record Measured(EngineFamily engine, MeasuredPoint point) {
        boolean concerns(EngineProfile profile) {
            return profile.engine() == EngineFamily.ANY || profile.engine() == engine;
        }
    }

    /** Means at a known concurrency; the others say less than the model knows. */
    private static Optional<MeasuredPoint> usable(MeasurementPoint point) {
        Double inFlight = point.load();
        if (point.loadKind() != MeasurementPoint.LoadKind.CONCURRENCY
                || inFlight == null
                || !point.statistic().equals(MEAN)) {
            return Optional.empty();
        }
        MeasuredPoint measured = new MeasuredPoint(
                new Workload(
                        new LengthDistribution(point.inputTokens(), 0),
                        new LengthDistribution(point.outputTokens(), 0),
                        0),
                inFlight,
                point.ttftMs(),
                betweenTokens(point),
                point.outputTokensPerSecond(),
                point.measuredOn(),
                point.source());
        return PointCheck.reasons(measured).isEmpty() ? Optional.of(measured) : Optional.empty();
    }

    private static @Nullable Double betweenTokens(MeasurementPoint point) {
        return point.tpotMs() == null ? point.itlMs() : point.tpotMs();
    }

    @Override
    public PerformanceModel of(GpuProduct gpu, ModelArchitecture model, EngineProfile profile, Workload workload) {
        Hardware hardware =
                new Hardware(gpu.name(), profile.precision(), profile.tensorParallel(), profile.pipelineParallel());
        List<MeasuredPoint> ofProfile = points.getOrDefault(hardware, List.of()).stream()
                .filter(measured -> measured.concerns(profile))
                .map(Measured::point)
                .toList();
        return ofProfile.isEmpty()
                ? PerformanceSource.unmeasured().of(gpu, model, profile, workload)
                : fits.performance(gpu, model, profile, ofProfile, workload);
    }
}
