package io.sextant.planner.cli;

import io.sextant.planner.frontier.PerformanceSource;
import io.sextant.planner.performance.FittedPriors;
import io.sextant.planner.performance.Intervals;
import io.sextant.planner.performance.Learnt;
import io.sextant.planner.performance.LoadErrors;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.reference.Reference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the predictions rest on: the jar's own factors, or others; and measured points of the very profiles. */
final class LearntOptions {

    @Option(
            names = "--measurements",
            paramLabel = "FILE",
            description = "measured points (CSV) that sharpen the predictions of their profiles")
    @Nullable
    Path measurements;

    @Option(
            names = "--priors",
            paramLabel = "FILE",
            description = "factors that fit wrote, with --load-errors and --intervals")
    @Nullable
    Path priors;

    @Option(
            names = "--intervals",
            paramLabel = "FILE",
            description = "intervals that fit wrote, with --priors and --load-errors")
    @Nullable
    Path intervals;

    @Option(
            names = "--load-errors",
            paramLabel = "FILE",
            description = "errors by load that fit wrote, with --priors and --intervals")
    @Nullable
    Path loadErrors;

    /** Tells the terminal what cannot be used of the measurements. */
    PerformanceSource source(Reference reference, PrintWriter terminal) throws IOException {
        Learnt learnt = learnt();
        if (measurements == null) {
            return (gpu, model, profile, workload) -> PerformanceModel.expected(gpu, model, profile, workload, learnt);
        }
        MeasuredProfiles measured = MeasuredProfiles.read(measurements, reference, learnt);
        measured.notes().forEach(terminal::println);
        return measured;
    }

    private Learnt learnt() throws IOException {
        if (priors == null && loadErrors == null && intervals == null) {
            return Learnt.shipped();
        }
        if (priors == null || loadErrors == null || intervals == null) {
            throw new InvalidInput(
                    "factors, load errors and intervals belong together",
                    "Give all three files that fit wrote: --priors, --load-errors and --intervals.");
        }
        return new Learnt(
                FittedPriors.parse(Files.readString(priors)),
                LoadErrors.parse(Files.readString(loadErrors)),
                Intervals.parse(Files.readString(intervals)));
    }
}
