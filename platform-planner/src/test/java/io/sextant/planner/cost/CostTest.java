package io.sextant.planner.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.capacity.Sizing;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Provenance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CostTest {

    private static final Provenance SOURCE = Provenance.modelled("test", false);
    private static final Money H100 = Money.usd("3.49");

    @Test
    void matchesThePublishedExample() {
        Cost cost = Cost.of(H100, 2, sizing(1, 0.5, null), 1, point(4205), 1000);

        assertThat(cost.hourly().text()).isEqualTo("6.98 USD");
        assertThat(cost.monthly().text()).isEqualTo("5095.40 USD");
        assertThat(cost.atFullLoad().perMillionOutput().text()).isEqualTo("0.46 USD");
        assertThat(cost.atFullLoad().perMillionBlended().text()).isEqualTo("0.23 USD");
        assertThat(cost.atDemand().perMillionOutput().text()).isEqualTo("0.92 USD");
        assertThat(cost.atDemand().utilisation()).isEqualTo(0.5);
        assertThat(cost.autoscaled().monthly()).isEqualTo(cost.monthly());
        assertThat(cost.autoscaled().saving()).isZero();
    }

    @Test
    void isLinearInReplicasAndKeepsThePricePerToken() {
        Cost one = Cost.of(H100, 2, sizing(1, 1, null), 1, point(4205), 1000);
        for (int replicas = 2; replicas < 50; replicas++) {
            Cost many = Cost.of(H100, 2, sizing(replicas, 1, null), replicas, point(4205), 1000);

            assertThat(many.hourly()).isEqualTo(one.hourly().times(replicas));
            assertThat(many.monthly()).isEqualTo(one.monthly().times(replicas));
            assertThat(rounded(many)).isEqualTo(rounded(one));
        }
    }

    @Test
    void followingTheDayCostsItsAverageReplicasAndTheSameWorkIsSpreadOverLess() {
        Cost cost = Cost.of(H100, 2, sizing(4, 0.5, null), 3, point(4205), 1000);

        AutoscaledCost autoscaled = cost.autoscaled();

        assertThat(autoscaled.monthly().text()).isEqualTo("15286.20 USD");
        assertThat(autoscaled.saving()).isEqualTo(0.25);
        assertThat(autoscaled.atDemand().utilisation()).isCloseTo(0.5 / 0.75, within(1e-9));
        assertThat(autoscaled.atDemand().perMillionOutput().amount().doubleValue())
                .isCloseTo(0.75 * cost.atDemand().perMillionOutput().amount().doubleValue(), within(1e-9));
    }

    @Test
    void aBatchIsPaidUntilItIsDone() {
        Cost cost = Cost.of(H100, 2, sizing(3, 0.9, new Estimate(2, 2.5, 4, SOURCE)), 3, point(4205), 1000);

        assertThat(Objects.requireNonNull(cost.batch()).total().text()).isEqualTo("52.35 USD");
        assertThat(cost.compared())
                .isEqualTo(Objects.requireNonNull(cost.batch()).total());
    }

    private static Sizing sizing(int replicas, double utilisation, @Nullable Estimate batchHours) {
        return new Sizing(replicas, replicas, 0, replicas, 1, utilisation, utilisation, batchHours);
    }

    private static BigDecimal rounded(Cost cost) {
        return cost.atFullLoad().perMillionOutput().amount().setScale(10, RoundingMode.HALF_UP);
    }

    @Test
    void neverMixesCurrencies() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> H100.plus(Money.of("1", "EUR")))
                .withMessageContaining("USD and EUR");
    }

    @Test
    void addsTenCentsExactly() {
        assertThat(Money.usd("0.10").plus(Money.usd("0.20"))).isEqualTo(Money.usd("0.3"));
    }

    @Test
    void rejectsNegativeAmounts() {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.usd("-1"));
    }

    private static OperatingPoint point(double outputTokensPerSecond) {
        Estimate any = new Estimate(1, 1, 1, SOURCE);
        Estimate throughput = new Estimate(outputTokensPerSecond, outputTokensPerSecond, outputTokensPerSecond, SOURCE);
        return new OperatingPoint(
                8, 8, any, any, any, throughput, any, 0, 1, 0.5, 0.5, 0.5, LengthDistribution.fixed(1000));
    }
}
