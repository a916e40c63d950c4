package io.sextant.api.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OnPremisesRateTest {
    @Test
    void addsUpAmortisationPowerAndOperations() {
        OnPremisesRate rate = OnPremisesRate.of(costs("280512", 8, "4", null, "8", "1.5", "0.20", "7012.80", null));
        assertThat(rate.steps())
                .extracting(OnPremisesRate.Step::value)
                .containsExactly(
                        new BigDecimal("1.000000"),
                        new BigDecimal("0.300000"),
                        new BigDecimal("0.100000"),
                        new BigDecimal("1.400000"),
                        new BigDecimal("1.400000"));
        assertThat(rate.perGpuHour()).isEqualByComparingTo("1.4");
        assertThat(rate.steps().getFirst().formula())
                .isEqualTo("280512 USD x (1 - 0) / (4 years x 8,766 h/year x 8 GPUs)");
    }

    @Test
    void spreadsHoursThatNobodyIsChargedForOverTheOthers() {
        OnPremisesRate rate = OnPremisesRate.of(costs("280512", 8, "4", "0.5", "8", "1.5", "0.20", "7012.80", "0.75"));
        assertThat(rate.perGpuHour()).isEqualByComparingTo("1.2");
    }

    @Test
    void namesEverythingThatIsMissingOrOutOfRange() {
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> OnPremisesRate.of(costs(null, 0, "4", "1", "8", "0.9", "0.2", "1", "0")))
                .satisfies(problem -> assertThat(problem.errors())
                        .extracting(FieldError::pointer)
                        .containsExactlyInAnyOrder(
                                "/serverPrice", "/gpusPerServer", "/residualShare", "/pue", "/allocatedShare"));
    }

    private static OnPremisesCosts costs(
            @Nullable String price,
            int gpus,
            String years,
            @Nullable String residual,
            String power,
            String pue,
            String electricity,
            String operations,
            @Nullable String allocated) {
        return new OnPremisesCosts(
                number(price),
                gpus,
                number(years),
                number(residual),
                number(power),
                number(pue),
                number(electricity),
                number(operations),
                number(allocated));
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
