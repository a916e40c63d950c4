package io.sextant.planner.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.Factor;
import io.sextant.planner.performance.LoadErrors;
import io.sextant.planner.performance.LoadShift;
import io.sextant.planner.performance.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoadErrorFitTest {

    private static final long SEED = 20_261_123;
    private static final Workload SHORT = Workload.fixed(200, 1000);
    private static final Workload LONG = Workload.fixed(2000, 200);
    private static final double STRANGE = 1.6;
    private static final double BUSY = 16;

    private final Map<String, List<Observation>> points = new LinkedHashMap<>();
    private final Map<String, double[]> expected = new LinkedHashMap<>();
    private final double[] spreads = new double[Factor.COUNT];

    LoadErrorFitTest() {
        Random random = new Random(SEED);
        Arrays.fill(spreads, 0.05);
        for (String model : List.of(
                "meta-llama/Llama-3.1-8B-Instruct",
                "Qwen/Qwen2.5-14B-Instruct",
                "mistralai/Mistral-7B-Instruct-v0.3")) {
            for (int tp : new int[] {1, 2}) {
                List<Observation> sweep = Sweeps.of(
                        model,
                        "H100-SXM-80GB",
                        Sweeps.profile(Precision.BF16, tp),
                        EfficiencyFactors.untuned(),
                        random);
                String key = sweep.getFirst().profileKey();
                points.put(key, sweep.stream().map(LoadErrorFitTest::strange).toList());
                expected.put(key, untuned());
            }
        }
    }

    private static double[] untuned() {
        return Arrays.stream(Factor.values())
                .mapToDouble(factor -> Math.log(factor.base()))
                .toArray();
    }

    /** Every engine takes longer to the first token of short prompts at one concurrency, which no formula says. */
    private static Observation strange(Observation point) {
        boolean here = point.workload().equals(SHORT) && point.inFlight() == BUSY;
        return withTtft(point, point.ttftMs() * (here ? STRANGE : 1));
    }

    private static Observation withTtft(Observation point, double ttftMs) {
        return new Observation(
                point.source(),
                point.gpu(),
                point.model(),
                point.profile(),
                point.workload(),
                point.conditions(),
                point.sent(),
                ttftMs,
                point.itlMs(),
                point.outputTokensPerSecond());
    }

    private LoadShift shift(LoadErrors errors, Workload workload) {
        return errors.along(points.values().iterator().next().getFirst().setting(), workload);
    }

    private LoadErrorFit fit() {
        return LoadErrorFit.of(points, expected, spreads);
    }

    @Test
    void findsWhatAllProfilesHaveInCommonAndNothingElse() {
        LoadErrors errors = fit().all();

        assertThat(shift(errors, SHORT).ttft(BUSY)).as("seed %d", SEED).isGreaterThan(0.6 * Math.log(STRANGE));
        assertThat(shift(errors, LONG).ttft(BUSY)).as("seed %d", SEED).isCloseTo(0, within(0.08));
        assertThat(shift(errors, SHORT).itl(BUSY)).as("seed %d", SEED).isCloseTo(0, within(0.03));
    }

    @Test
    void isNotMovedByOneProfileThatIsWildlyOff() {
        double before = shift(fit().all(), LONG).ttft(BUSY);
        String wild = points.keySet().iterator().next();
        List<Observation> off = new ArrayList<>();
        points.get(wild).forEach(point -> off.add(withTtft(point, 5 * point.ttftMs())));
        points.put(wild, off);

        assertThat(shift(fit().all(), LONG).ttft(BUSY)).as("seed %d", SEED).isCloseTo(before, within(0.08));
    }

    @Test
    void leavesNothingOfAProfileInWhatTheOthersTeach() {
        String only = points.keySet().iterator().next();
        points.keySet().removeIf(key -> !key.equals(only));

        assertThat(fit().without(only)).isEqualTo(LoadErrors.none());
        assertThat(fit().all()).isNotEqualTo(LoadErrors.none());
    }
}
