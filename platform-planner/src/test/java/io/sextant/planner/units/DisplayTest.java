package io.sextant.planner.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {

    @ParameterizedTest
    @CsvSource({"12.54, 12.5 ms", "310.2, 310 ms", "999.7, 1 s", "1900, 1.9 s", "45000, 45 s", "720000, 12 min"})
    void showsDurationsInTheUnitPeopleUse(double ms, String text) {
        assertThat(Display.duration(ms)).isEqualTo(text);
    }

    @Test
    void groupsThousands() {
        assertThat(Display.count(131_072)).isEqualTo("131,072");
    }

    @Test
    void anEstimateKeepsItsEdgesInOrder() {
        Provenance modelled = Provenance.modelled("test", false);
        Estimate itl = Estimate.around(20, 0.8, 1.3, modelled);

        assertThat(itl.dividing(1000)).isEqualTo(new Estimate(1000 / 26.0, 50, 1000 / 16.0, modelled));
        assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(2, 1, 3, modelled));
    }

    @Test
    void aMeasuredNumberNeedsItsDate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Provenance(Provenance.Kind.MEASURED, "load test", null, false));
    }
}
