package io.sextant.planner.cli;

import io.sextant.planner.calibration.ErrorSummary;
import io.sextant.planner.calibration.Evaluation;
import io.sextant.planner.calibration.Judgement;
import io.sextant.planner.calibration.Observation;
import io.sextant.planner.calibration.PriorFit;
import io.sextant.planner.performance.Intervals;
import io.sextant.planner.performance.Learnt;
import io.sextant.planner.reference.Reference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code evaluate}. */
@Command(
        name = "evaluate",
        description = {
            "Compares predictions with measured points that had no part in them.",
            "Without --holdout each profile is judged by what all the others taught.",
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    private static final int MOST_POINTS = 100;

    /** How the answer is written. */
    enum Format {
        TABLE,
        CSV
    }

    @Option(names = "--measurements", required = true, paramLabel = "FILE", description = "what is learnt from (CSV)")
    Path measurements = Path.of("");

    @Option(names = "--holdout", paramLabel = "FILE", description = "what is judged, instead of the same file")
    @Nullable
    Path holdout;

    @Option(
            names = "--points",
            split = ",",
            paramLabel = "N",
            description = {
                "measured points of a profile that may sharpen its predictions (default: 0,1,3,5);",
                "from 1 on for any points of the profile and for points of one input and output length",
            })
    List<Integer> points = new ArrayList<>(List.of(0, 1, 3, 5));

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "WHAT",
            description = "${COMPLETION-CANDIDATES} (default: source,gpu,model); all points together come first")
    List<Dimension> by = new ArrayList<>(List.of(Dimension.SOURCE, Dimension.GPU, Dimension.MODEL));

    @Option(names = "--format", paramLabel = "F", description = "table or csv (default: table)")
    Format format = Format.TABLE;

    @Mixin
    CatalogueOptions catalogue = new CatalogueOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        points.forEach(EvaluateCommand::requireCount);
        Reference reference = catalogue.reference();
        MeasuredFile learntFrom = MeasuredFile.read(measurements, reference);
        MeasuredFile judged = holdout == null ? learntFrom : MeasuredFile.read(holdout, reference);
        PrintWriter out = spec.commandLine().getOut();
        EvaluationText text = new EvaluationText(out, format == Format.CSV);
        if (format == Format.TABLE) {
            learntFrom.summary().forEach(out::println);
            if (holdout != null) {
                judged.summary().forEach(out::println);
            }
        }
        PriorFit fit = PriorFit.of(learntFrom.points());
        Evaluation evaluation;
        Function<Observation, Intervals> intervals;
        if (holdout == null) {
            evaluation = Evaluation.leaveOneProfileOut(fit);
            intervals = evaluation.crosswiseIntervals();
        } else {
            Learnt learnt = Evaluation.learn(fit);
            evaluation = Evaluation.heldOut(learnt, judged.points());
            intervals = _ -> learnt.intervals();
        }
        text.head();
        for (int count : new LinkedHashSet<>(points)) {
            for (Evaluation.Choice choice : choices(count)) {
                report(text, new EvaluationText.Block(count, choice), evaluation.judge(count, choice), intervals);
            }
        }
        text.legend();
        return ExitCode.OK;
    }

    private void report(
            EvaluationText text,
            EvaluationText.Block block,
            List<Judgement> judgements,
            Function<Observation, Intervals> intervals) {
        Set<Dimension> dimensions = new LinkedHashSet<>(List.of(Dimension.ALL));
        dimensions.addAll(by);
        text.begin(block);
        for (Dimension dimension : dimensions) {
            text.add(dimension, ErrorSummary.by(judgements, intervals, dimension::groupOf));
        }
        text.end();
    }

    /** Without points there is nothing to choose. */
    private static List<Evaluation.Choice> choices(int count) {
        return count == 0 ? List.of(Evaluation.Choice.PROFILE) : List.of(Evaluation.Choice.values());
    }

    private static void requireCount(int count) {
        if (count < 0 || count > MOST_POINTS) {
            throw new InvalidInput(
                    "--points must be 0 to %d, but was %d".formatted(MOST_POINTS, count),
                    "Give such as --points 0,1,3,5.");
        }
    }
}
