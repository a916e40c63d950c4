package io.sextant.planner.cli;

import io.sextant.planner.calibration.Observation;
import io.sextant.planner.reference.MeasurementCsv;
import io.sextant.planner.reference.Observations;
import io.sextant.planner.reference.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A file of measurements as far as the model can use it. */
record MeasuredFile(Path file, int lines, Observations observations) {

    /** Refuses a file without a single point that can be used. */
    static MeasuredFile read(Path file, Reference reference) throws IOException {
        var rows = MeasurementCsv.read(file);
        MeasuredFile measured = new MeasuredFile(file, rows.size(), Observations.of(rows, reference));
        if (measured.points().isEmpty()) {
            throw new InvalidInput(
                    String.join("\n", measured.summary()), "Give a file with at least one point that can be used.");
        }
        return measured;
    }

    List<Observation> points() {
        return observations.usable();
    }

    /** How many lines are used, and how many are not for which reason. */
    List<String> summary() {
        List<String> summary = new ArrayList<>();
        summary.add("%s: %,d of %,d lines used.".formatted(file, points().size(), lines));
        observations.leftOut().stream()
                .collect(Collectors.groupingBy(Observations.LeftOut::reason, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(reason -> "  left out %,d: %s".formatted(reason.getValue(), reason.getKey()))
                .forEach(summary::add);
        return summary;
    }

    /** Each line that is not used. */
    List<String> leftOut() {
        return observations.leftOut().stream()
                .map(line -> "%s line %d: %s".formatted(file, line.line(), line.reason()))
                .toList();
    }
}
