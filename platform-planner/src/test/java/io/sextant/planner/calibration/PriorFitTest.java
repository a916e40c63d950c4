package io.sextant.planner.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.FittedPriors;
import io.sextant.planner.performance.Intervals;
import io.sextant.planner.performance.Learnt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PriorFitTest {

    private static final long SEED = 20_261_123;
    private static final double A100_COMPUTE = 0.70;
    private static final double H100_COMPUTE = 0.45;
    private static final List<String> MODELS = List.of(
            "meta-llama/Llama-3.1-8B-Instruct", "Qwen/Qwen2.5-14B-Instruct", "mistralai/Mistral-7B-Instruct-v0.3");

    private final PriorFit fit = PriorFit.of(sweeps());

    private static List<Observation> sweeps() {
        Random random = new Random(SEED);
        List<Observation> points = new ArrayList<>();
        for (String model : MODELS) {
            for (int tp : new int[] {1, 2}) {
                points.addAll(Sweeps.of(
                        model,
                        "A100-SXM-80GB",
                        Sweeps.profile(Precision.BF16, tp),
                        Sweeps.truth(random, A100_COMPUTE),
                        random));
                points.addAll(Sweeps.of(
                        model,
                        "H100-SXM-80GB",
                        Sweeps.profile(Precision.BF16, tp),
                        Sweeps.truth(random, H100_COMPUTE),
                        random));
            }
        }
        return points;
    }

    @BeforeAll
    void printSeed() {
        System.getLogger(PriorFitTest.class.getName()).log(System.Logger.Level.INFO, "seed {0}", SEED);
    }

    @Test
    void predictsAProfileItNeverSawFromTheOthers() {
        List<Judgement> unseen = Evaluation.leaveOneProfileOut(fit).judge(0, Evaluation.Choice.PROFILE);
        ErrorSummary all =
                ErrorSummary.by(unseen, _ -> Intervals.none(), point -> "all").getFirst();

        assertThat(all.points())
                .isEqualTo(fit.pointsByProfile().values().stream()
                        .mapToInt(List::size)
                        .sum());
        assertThat(all.of(Metric.TTFT).median()).isLessThan(12);
        assertThat(all.of(Metric.ITL).median()).isLessThan(12);
        assertThat(all.of(Metric.THROUGHPUT).median()).isLessThan(12);
    }

    @Test
    void pointsOfTheProfileItselfMakeItBetter() {
        Evaluation evaluation = Evaluation.leaveOneProfileOut(fit);
        double none = medianItl(evaluation.judge(0, Evaluation.Choice.PROFILE));
        double three = medianItl(evaluation.judge(3, Evaluation.Choice.PROFILE));
        double sameShape = medianItl(evaluation.judge(3, Evaluation.Choice.SHAPE));

        assertThat(three).isLessThan(none);
        assertThat(sameShape).isLessThan(none);
    }

    @Test
    void leavesNothingOfAProfileInWhatItExpectsWithoutIt() {
        Map<String, List<Observation>> points = fit.pointsByProfile();
        String key = points.keySet().iterator().next();
        List<Observation> others = points.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(key))
                .flatMap(entry -> entry.getValue().stream())
                .toList();

        double[] reallyWithout = PriorFit.of(others)
                .priors()
                .logarithms(points.get(key).getFirst().setting());

        assertThat(itl(points.get(key).getFirst(), fit.expectedWithout(key)))
                .isCloseTo(itl(points.get(key).getFirst(), reallyWithout), withinPercentage(10));
    }

    private static double itl(Observation point, double[] logarithms) {
        return Prediction.of(point, EfficiencyFactors.ofLogarithms(logarithms)).itlMs();
    }

    @Test
    void intervalsHoldMostOfWhatTheyWereNotMadeFrom() {
        Learnt learnt = Evaluation.learn(fit);
        Random random = new Random(SEED + 1);
        List<Observation> keptBack = Sweeps.of(
                "Qwen/Qwen2.5-7B-Instruct",
                "H100-SXM-80GB",
                Sweeps.profile(Precision.BF16, 1),
                Sweeps.truth(random, H100_COMPUTE),
                random);

        ErrorSummary summary = ErrorSummary.by(
                        Evaluation.heldOut(learnt, keptBack).judge(3, Evaluation.Choice.PROFILE),
                        _ -> learnt.intervals(),
                        point -> "all")
                .getFirst();

        assertThat(summary.of(Metric.ITL).coverage()).isGreaterThan(60);
        assertThat(summary.of(Metric.TTFT).coverage()).isGreaterThan(60);
    }

    @Test
    void writesWhatItReads() {
        FittedPriors priors = fit.priors();
        assertThat(FittedPriors.parse(priors.text()).text()).isEqualTo(priors.text());
        assertThatThrownBy(() -> FittedPriors.parse("effect;factor;shift\nall;eta_w"))
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> FittedPriors.parse("effect;factor;shift\nall;eta_x;1"))
                .hasMessageContaining("eta_x");
    }

    @Test
    void refusesToLearnFromNothing() {
        assertThatThrownBy(() -> PriorFit.of(List.of())).hasMessageContaining("nothing to learn from");
    }

    private static double medianItl(List<Judgement> judgements) {
        return ErrorSummary.by(judgements, _ -> Intervals.none(), point -> "all")
                .getFirst()
                .of(Metric.ITL)
                .median();
    }
}
