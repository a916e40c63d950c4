package io.sextant.api.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CentRoundingTest {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    @Test
    void roundsTheTotalHalfToEven() {
        assertThat(CentRounding.total(amounts("0.1250"))).isEqualTo("0.12");
        assertThat(CentRounding.total(amounts("0.1350"))).isEqualTo("0.14");
        assertThat(CentRounding.total(amounts("-0.1250"))).isEqualTo("-0.12");
        assertThat(CentRounding.total(List.of())).isEqualTo("0.00");
    }

    @Test
    void givesTheMissingCentToTheLineThatLostMost() {
        assertThat(CentRounding.lines(amounts("0.333", "0.336", "0.331"))).isEqualTo(amounts("0.33", "0.34", "0.33"));
    }

    @Test
    void givesItToTheFirstOfEqualLines() {
        assertThat(CentRounding.lines(amounts("0.005", "0.005"))).isEqualTo(amounts("0.01", "0.00"));
    }

    @Test
    void addsUpWithReversalsAmongThem() {
        assertThat(CentRounding.lines(amounts("10.006", "-3.004", "0.0001")))
                .isEqualTo(amounts("10.01", "-3.01", "0.00"));
    }

    @Test
    void alwaysAddsUpAndIsNeverACentOff() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            List<BigDecimal> exact = Stream.generate(
                            () -> BigDecimal.valueOf(random.nextLong(-200_000_000_000L, 900_000_000_000L), 10))
                    .limit(random.nextInt(1, 40))
                    .toList();
            List<BigDecimal> lines = CentRounding.lines(exact);
            assertThat(lines.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("seed %d", seed)
                    .isEqualByComparingTo(CentRounding.total(exact));
            for (int line = 0; line < exact.size(); line++) {
                assertThat(lines.get(line).subtract(exact.get(line)).abs())
                        .as("seed %d, line %d of %s", seed, line, exact)
                        .isLessThan(CENT);
            }
        }
    }

    private static List<BigDecimal> amounts(String... amounts) {
        return Stream.of(amounts).map(BigDecimal::new).toList();
    }
}
