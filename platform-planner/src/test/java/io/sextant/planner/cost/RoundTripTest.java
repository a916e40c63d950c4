package io.sextant.planner.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.Sizing;
import io.sextant.planner.capacity.SizingPolicy;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.reference.RandomScenario;
import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Percentile;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A number that goes from one unit to another and back is the same number; the scenario prints its seed. */
class RoundTripTest {

    private static final long SEED = 20_261_131;
    private static final SizingPolicy EXACT = new SizingPolicy(0, 0, 0.75);

    static Stream<RandomScenario> scenarios() {
        return RandomScenario.from(SEED).limit(120);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void pricePerMillionTimesMillionsIsThePricePerHour(RandomScenario scenario) {
        Random random = new Random(scenario.seed());
        OperatingPoint point = point(scenario, random);
        Money price = Money.usd("%.4f".formatted(0.0001 + random.nextDouble() * 20));
        Demand demand = Demand.RequestRate.flat(point.requestsPerSecond().value() * (0.1 + 9 * random.nextDouble()));
        Sizing sizing = Sizing.of(demand, point, SizingPolicy.DEFAULT);
        double isl = scenario.workload().isl().mean();

        Cost cost = Cost.of(price, scenario.profile().gpusPerReplica(), sizing, sizing.replicas(), point, isl);

        double hourly = cost.hourly().amount().doubleValue();
        double osl = scenario.workload().osl().mean();
        double millionsOut = sizing.demandedRequestsPerSecond() * 3600 * osl / 1e6;
        double millionsAll = sizing.demandedRequestsPerSecond() * 3600 * (osl + isl) / 1e6;
        assertThat(cost.atDemand().perMillionOutput().amount().doubleValue() * millionsOut)
                .isCloseTo(hourly, near(hourly));
        assertThat(cost.atDemand().perMillionBlended().amount().doubleValue() * millionsAll)
                .isCloseTo(hourly, near(hourly));
        assertThat(cost.monthly().per(Cost.HOURS_PER_MONTH).amount().doubleValue())
                .isCloseTo(hourly, near(hourly));
        assertThat(cost.hourly().times(7.25).per(7.25).amount().doubleValue()).isCloseTo(hourly, near(hourly));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void ratesComeBackFromTokensUsersAndDeadlines(RandomScenario scenario) {
        Random random = new Random(scenario.seed());
        OperatingPoint point = point(scenario, random);
        double rate = point.requestsPerSecond().value();

        double tokensPerHour = rate * 3600 * scenario.workload().osl().mean();
        assertThat(new Demand.TokensPerHour(tokensPerHour).requestsPerSecond(point))
                .isCloseTo(rate, near(rate));
        assertThat(Demand.ConcurrentUsers.flat(point.concurrency(), 0).requestsPerSecond(point))
                .isCloseTo(rate, near(rate));
        long requests = 1L + random.nextInt(1_000_000);
        double hours = requests / point.requestsPerSecond().low() / 3600;
        Sizing batch = Sizing.of(new Demand.Deadline(requests, hours), point, EXACT);
        assertThat(batch.replicas()).isEqualTo(1);
        assertThat(Objects.requireNonNull(batch.batchHours()).high()).isCloseTo(hours, near(hours));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void timeBetweenTokensAndTokensPerSecondAreReciprocal(RandomScenario scenario) {
        OperatingPoint point = point(scenario, new Random(scenario.seed()));
        for (Percentile percentile : Percentile.values()) {
            Estimate itl = point.itlMs(percentile);
            Estimate back = point.tokensPerSecondPerUser(percentile).dividing(1000);

            assertThat(back.value()).isCloseTo(itl.value(), near(itl.value()));
            assertThat(back.low()).isCloseTo(itl.low(), near(itl.low()));
            assertThat(back.high()).isCloseTo(itl.high(), near(itl.high()));
        }
    }

    private static OperatingPoint point(RandomScenario scenario, Random random) {
        var model = scenario.performance();
        return model.at(1 + random.nextInt(model.maxBatch()));
    }

    private static Offset<Double> near(double value) {
        return within(Math.abs(value) * 1e-9);
    }
}
