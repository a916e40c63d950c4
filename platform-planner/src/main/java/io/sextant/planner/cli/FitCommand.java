package io.sextant.planner.cli;

import io.sextant.planner.calibration.Evaluation;
import io.sextant.planner.calibration.PriorFit;
import io.sextant.planner.performance.Learnt;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code fit}. */
@Command(
        name = "fit",
        description = "Learns the model's factors and how far to trust them from measurements.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class FitCommand implements Callable<Integer> {

    @Option(names = "--measurements", required = true, paramLabel = "FILE", description = "what was measured (CSV)")
    Path measurements = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where the factors are written")
    Path out = Path.of("");

    @Option(
            names = "--intervals",
            paramLabel = "FILE",
            description = "where the 80 %% intervals are written (default: intervals.csv beside the factors)")
    @Nullable
    Path intervals;

    @Option(
            names = "--load-errors",
            paramLabel = "FILE",
            description = "where the errors by load are written (default: load-errors.csv beside the factors)")
    @Nullable
    Path loadErrors;

    @Option(names = "--left-out", description = "list every line that is not used, with the reason")
    boolean leftOut;

    @Mixin
    CatalogueOptions catalogue = new CatalogueOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path intervalsFile = intervals == null ? out.toAbsolutePath().resolveSibling("intervals.csv") : intervals;
        Path loadErrorsFile = loadErrors == null ? out.toAbsolutePath().resolveSibling("load-errors.csv") : loadErrors;
        List<Path> files = List.of(out, loadErrorsFile, intervalsFile);
        if (files.stream().map(Path::toAbsolutePath).distinct().count() < files.size()) {
            throw new InvalidInput(
                    "factors, load errors and intervals need a file each",
                    "Give --out, --load-errors and --intervals different files.");
        }
        files.forEach(FitCommand::requireFolder);
        MeasuredFile measured = MeasuredFile.read(measurements, catalogue.reference());
        PrintWriter terminal = spec.commandLine().getOut();
        measured.summary().forEach(terminal::println);
        if (leftOut) {
            measured.leftOut().forEach(terminal::println);
        }
        Learnt learnt = Evaluation.learn(PriorFit.of(measured.points()));
        write(out, learnt.priors().text());
        write(loadErrorsFile, learnt.loadErrors().text());
        write(intervalsFile, learnt.intervals().text());
        terminal.println("Factors: %s; load errors: %s; intervals: %s.".formatted(out, loadErrorsFile, intervalsFile));
        return ExitCode.OK;
    }

    private static void requireFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw new InvalidInput("%s cannot be written".formatted(file), "Name a file in a folder that exists.");
        }
    }

    /** All of it or nothing. */
    private static void write(Path file, String text) throws IOException {
        Path beside = file.toAbsolutePath().resolveSibling(file.getFileName() + ".part");
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
