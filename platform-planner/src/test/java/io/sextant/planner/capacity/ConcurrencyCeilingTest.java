package io.sextant.planner.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.RandomScenario;
import io.sextant.planner.reference.Reference;
import io.sextant.planner.units.Percentile;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrencyCeilingTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 20_261_128})
    void liesExactlyOnTheEdgeOfTheSla(long seed) {
        RandomScenario.from(seed).limit(400).forEach(scenario -> {
            PerformanceModel model = scenario.performance();
            Sla sla = drawnSla(new Random(scenario.seed()), model);
            ConcurrencyCeiling ceiling = ConcurrencyCeiling.find(model, sla);
            if (ceiling.isReachable()) {
                assertThat(sla.isMetBy(model.at(ceiling.concurrency())))
                        .as("%s", scenario)
                        .isTrue();
            }
            boolean full = ceiling.concurrency() == model.maxBatch();
            if (!full) {
                assertThat(sla.isMetBy(model.at(ceiling.concurrency() + 1)))
                        .as("%s", scenario)
                        .isFalse();
            }
            assertThat(full)
                    .as("%s", scenario)
                    .isEqualTo(Set.of(ConcurrencyCeiling.Reason.KV_MEMORY, ConcurrencyCeiling.Reason.ENGINE_SEQUENCES)
                            .contains(ceiling.reason()));
        });
    }

    private static Sla drawnSla(Random random, PerformanceModel model) {
        var alone = model.at(1);
        double ttft = alone.ttftMs(Percentile.P95).high() * (0.8 + 4 * random.nextDouble());
        double itl = alone.itlMs(Percentile.P95).high() * (0.8 + 4 * random.nextDouble());
        return new Sla(Percentile.P95, ttft, itl, null, null);
    }

    @Test
    void namesTheTargetThatStopsOneMoreRequest() {
        PerformanceModel model = PerformanceModel.expected(
                Reference.load().gpu("H100-SXM-80GB"),
                Reference.load().model("meta-llama/Llama-3.1-8B-Instruct"),
                EngineProfile.of("bf16-tp1", Precision.BF16, 1),
                Workload.fixed(512, 256));

        assertThat(ConcurrencyCeiling.find(model, new Sla(Percentile.P95, null, 15.0, null, null))
                        .reason())
                .isEqualTo(ConcurrencyCeiling.Reason.ITL_TARGET);
        assertThat(ConcurrencyCeiling.find(model, new Sla(Percentile.P95, 200.0, 50.0, null, null))
                        .reason())
                .isEqualTo(ConcurrencyCeiling.Reason.TTFT_TARGET);
        assertThat(ConcurrencyCeiling.find(model, Sla.none()))
                .isEqualTo(new ConcurrencyCeiling(256, ConcurrencyCeiling.Reason.ENGINE_SEQUENCES));
    }

    @Test
    void theGridIsDenseEnoughForACurveAndEndsAtTheLastPoint() {
        assertThat(ConcurrencyGrid.upTo(20)).containsExactly(1, 2, 3, 4, 6, 8, 12, 16, 20);
        assertThat(ConcurrencyGrid.upTo(1)).containsExactly(1);
    }
}
