package io.sextant.planner.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {

    @ParameterizedTest
    @CsvSource({"12.54, 12.5 ms", "310.2, 310 ms", "999.7, 1 s", "1900, 1.9 s", "45000, 45 s", "720000, 12 min"})
    void showsDurationsInTheUnitPeopleUse(double ms, String text) {
        assertThat(Display.duration(ms)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 2 | 0",
                "0.04 | 1 | 0",
                "0.05 | 1 | 0.1",
                "1.005 | 2 | 1.01",
                "12.30 | 2 | 12.30",
                "999.5 | 0 | 1,000",
                "-999.4 | 0 | -999",
                "-123456.25 | 1 | -123,456.3",
                "1234567.891 | 2 | 1,234,567.89",
                "1e12 | 0 | 1,000,000,000,000",
                "Infinity | 1 | Infinity"
            })
    void writesNumbersWithTheirDigitsAndGroups(double number, int digits, String text) {
        assertThat(Display.decimal(number, digits)).isEqualTo(text);
    }

    @Test
    void writesWhatTheLibraryWrites() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            double number = Math.exp(random.nextDouble() * 40 - 12);
            int digits = random.nextInt(4);
            String expected = String.format(Locale.ROOT, "%,." + digits + "f", number);
            String trimmed = digits > 0 && expected.endsWith("." + "0".repeat(digits))
                    ? expected.substring(0, expected.length() - digits - 1)
                    : expected;
            assertThat(Display.decimal(number, digits)).as("%s, seed 3", number).isEqualTo(trimmed);
        }
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
                .isThrownBy(() -> new Provenance(Provenance.Kind.MEASURED, "load test", null, false, 1));
    }
}
