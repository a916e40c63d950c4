package io.sextant.planner.cli;

import io.sextant.planner.calibration.MeasuredPoint;
import io.sextant.planner.calibration.MeasuredProfile;
import io.sextant.planner.calibration.Observation;
import io.sextant.planner.calibration.PointCheck;
import io.sextant.planner.frontier.PerformanceSource;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.Learnt;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.MeasurementCsv;
import io.sextant.planner.reference.MeasurementRow;
import io.sextant.planner.reference.Observations;
import io.sextant.planner.reference.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measured points of a file by the profile they were measured of. */
final class MeasuredProfiles implements PerformanceSource {

    private static final int MOST_LINES_SHOWN = 10;

    /** What a profile is known by: the same precision class and the same GPUs. */
    private record Key(String gpu, String model, Precision precision, int tensorParallel, int pipelineParallel) {

        static Key of(GpuProduct gpu, ModelArchitecture model, EngineProfile profile) {
            Precision precision = profile.precision().isSixteenBit() ? Precision.BF16 : profile.precision();
            return new Key(gpu.name(), model.id(), precision, profile.tensorParallel(), profile.pipelineParallel());
        }
    }

    private final Learnt learnt;
    private final Map<Key, List<MeasuredPoint>> points = new HashMap<>();
    private final Map<Key, MeasuredProfile> profiles = new HashMap<>();
    private final List<String> refused = new ArrayList<>();
    private final Path file;

    private MeasuredProfiles(Path file, Learnt learnt) {
        this.file = file;
        this.learnt = learnt;
    }

    static MeasuredProfiles read(Path file, Reference reference, Learnt learnt) throws IOException {
        MeasuredProfiles measured = new MeasuredProfiles(file, learnt);
        for (MeasurementRow row : MeasurementCsv.read(file)) {
            String reason = measured.add(row, reference);
            if (reason != null) {
                measured.refused.add("%s line %d is not used: %s".formatted(file, row.line(), reason));
            }
        }
        return measured;
    }

    /** Answers why the line cannot be used. */
    private @Nullable String add(MeasurementRow row, Reference reference) {
        Observations read = Observations.of(List.of(row), reference);
        if (read.usable().isEmpty()) {
            return read.leftOut().getFirst().sentence();
        }
        Observation observation = read.usable().getFirst();
        if (!(observation.sent() instanceof Observation.Sent.Concurrency(double requests))) {
            return "only closed loops (c=N) calibrate a profile";
        }
        LocalDate date = date(row.date());
        if (date == null) {
            return "it needs its date, such as 2026-11-23";
        }
        MeasuredPoint point = new MeasuredPoint(
                observation.workload(),
                requests,
                orNull(observation.ttftMs()),
                orNull(observation.itlMs()),
                orNull(observation.outputTokensPerSecond()),
                date,
                observation.source());
        List<String> wrong = PointCheck.reasons(point);
        if (!wrong.isEmpty()) {
            return String.join(" ", wrong);
        }
        points.computeIfAbsent(
                        Key.of(observation.gpu(), observation.model(), observation.profile()), _ -> new ArrayList<>())
                .add(point);
        return null;
    }

    /** The first day of a month or year that is all a source says. */
    private static @Nullable LocalDate date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text + "-01-01".substring(Math.clamp(text.length() - 4, 0, 6)));
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    /** What is used of the file and what is not. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("%s: %d points of %d profiles used."
                .formatted(file, points.values().stream().mapToInt(List::size).sum(), points.size()));
        refused.stream().limit(MOST_LINES_SHOWN).forEach(notes::add);
        if (refused.size() > MOST_LINES_SHOWN) {
            notes.add("and %d more lines are not used".formatted(refused.size() - MOST_LINES_SHOWN));
        }
        return notes;
    }

    @Override
    public PerformanceModel of(GpuProduct gpu, ModelArchitecture model, EngineProfile profile, Workload workload) {
        Key key = Key.of(gpu, model, profile);
        List<MeasuredPoint> own = points.get(key);
        if (own == null) {
            return PerformanceModel.expected(gpu, model, profile, workload, learnt);
        }
        return profiles.computeIfAbsent(key, _ -> MeasuredProfile.of(gpu, model, profile, own, learnt))
                .performance(gpu, model, profile, workload, learnt);
    }
}
