package io.sextant.planner.frontier;

import static io.sextant.planner.frontier.PlanRequests.RELAXED;
import static io.sextant.planner.frontier.PlanRequests.chat;
import static io.sextant.planner.frontier.PlanRequests.plenty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.planner.capacity.Sla;
import io.sextant.planner.cost.Money;
import io.sextant.planner.reference.Reference;
import io.sextant.planner.units.Percentile;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String LLAMA_8B = "meta-llama/Llama-3.1-8B-Instruct";
    private static final String LLAMA_70B = "meta-llama/Llama-3.3-70B-Instruct";

    private final Planner planner = new Planner();

    @Test
    void drawsUpToFourModelsOrGpusWithTheirCheapestKneeAndFastest() {
        Comparison comparison = planner.compare(List.of(
                entry("8B on H100", LLAMA_8B, "H100-SXM-80GB", RELAXED),
                entry("8B on L40S", LLAMA_8B, "L40S", RELAXED),
                entry("70B on H100", LLAMA_70B, "H100-SXM-80GB", RELAXED),
                entry("70B on H200", LLAMA_70B, "H200-SXM-141GB", RELAXED)));

        assertThat(comparison.series())
                .extracting(Series::name)
                .containsExactly("8B on H100", "8B on L40S", "70B on H100", "70B on H200");
        assertThat(comparison.series()).filteredOn(Series::isAvailable).allSatisfy(series -> {
            assertThat(series.available().candidates())
                    .contains(
                            series.cheapest().orElseThrow(),
                            series.knee().orElseThrow(),
                            series.fastest().orElseThrow());
            assertThat(series.rates().candidates()).isNotEmpty();
        });
        Series cheapest = comparison.cheapest().orElseThrow();
        assertThat(comparison.series())
                .filteredOn(Series::isAvailable)
                .allSatisfy(series -> assertThat(
                                series.cheapest().orElseThrow().cost().hourly())
                        .isGreaterThanOrEqualTo(
                                cheapest.cheapest().orElseThrow().cost().hourly()));
        assertThat(comparison.sentence()).startsWith(cheapest.name() + " is the cheapest at ");
    }

    @Test
    void showsWhatIsTechnicallyPossibleWhereNothingHoldsTheSla() {
        Sla impossible = new Sla(Percentile.P95, 1.0, null, null, null);

        Comparison comparison = planner.compare(List.of(
                entry("8B", LLAMA_8B, "H100-SXM-80GB", impossible), entry("70B on L4", LLAMA_70B, "L4", impossible)));

        Series series = comparison.series().getFirst();
        assertThat(series.isAvailable()).isFalse();
        assertThat(series.shown()).isEqualTo(series.technical());
        assertThat(series.cheapest()).isPresent();
        assertThat(comparison.series().getLast().cheapest()).isEmpty();
        assertThat(comparison.cheapest()).isEmpty();
        assertThat(comparison.sentence()).isEqualTo("Nothing that holds the SLA can be had now for: 8B, 70B on L4.");
    }

    @Test
    void refusesNoneAndMoreThanFour() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> planner.compare(List.of()))
                .withMessage("compare one to 4 models or GPUs at once, but 0 were given");
        List<Comparison.Entry> five = IntStream.range(0, 5)
                .mapToObj(i -> entry("8B " + i, LLAMA_8B, "H100-SXM-80GB", RELAXED))
                .toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> planner.compare(five))
                .withMessageContaining("but 5 were given");
    }

    @Test
    void refusesWhatCannotStandInOneChart() {
        Comparison.Entry h100 = entry("8B", LLAMA_8B, "H100-SXM-80GB", RELAXED);
        Comparison.Entry p99 = entry("p99", LLAMA_8B, "H100-SXM-80GB", RELAXED.at(Percentile.P99));
        GpuOffer euros = new GpuOffer("eu", Reference.load().gpu("L40S"), Money.of("1", "EUR"), 8, List.of(8));
        Comparison.Entry european = new Comparison.Entry("eu", chat(LLAMA_8B, List.of(euros), RELAXED, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> planner.compare(Collections.nCopies(2, h100)))
                .withMessageContaining("a name of its own");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> planner.compare(List.of(h100, p99)))
                .withMessageContaining("different percentiles");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> planner.compare(List.of(h100, european)))
                .withMessageContaining("one currency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> planner.compare(List.of(new Comparison.Entry(" ", h100.input()))))
                .withMessageContaining("needs a name");
    }

    private static Comparison.Entry entry(String name, String model, String gpu, Sla sla) {
        return new Comparison.Entry(name, chat(model, List.of(plenty(gpu, "3.49")), sla, 5));
    }
}
