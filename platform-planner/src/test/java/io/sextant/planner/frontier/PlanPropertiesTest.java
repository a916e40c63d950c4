package io.sextant.planner.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.planner.capacity.DayShape;
import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.SizingPolicy;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.cost.Money;
import io.sextant.planner.reference.RandomScenario;
import io.sextant.planner.reference.Reference;
import io.sextant.planner.units.Percentile;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanPropertiesTest {

    private static final long SEED = 20_261_123;

    static Stream<Long> seeds() {
        return new Random(SEED).longs(60).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void plansAreCoherent(long seed) {
        PlanInput input = draw(new Random(seed));
        Plan plan = new Planner().plan(input);

        assertThat(new Planner().plan(input)).as("deterministic").isEqualTo(plan);
        plan.candidates().forEach(candidate -> assertCoherent(input, candidate));
        List<Candidate> fitting = plan.candidates().stream()
                .filter(candidate -> candidate.verdict() == Verdict.FITS)
                .toList();
        assertNothingDominates(plan.candidates(), plan.technicalFrontier());
        assertNothingDominates(fitting, plan.frontier());
        assertNothingDominates(plan.candidates(), plan.technicalRateFrontier());
        assertNothingDominates(fitting, plan.rateFrontier());
        assertThat(plan.verdict()).isNotBlank();
        assertThat(plan.candidates().stream().map(Candidate::id)).doesNotHaveDuplicates();
        plan.candidates().stream()
                .flatMap(candidate -> candidate.rejections().stream())
                .forEach(rejection -> assertThat(rejection.sentence()).endsWith("."));
    }

    private static void assertCoherent(PlanInput input, Candidate candidate) {
        GpuOffer offer = candidate.offer();
        assertThat(candidate.rejections().isEmpty()).isEqualTo(candidate.verdict() == Verdict.FITS);
        assertThat(candidate.verdict().meetsSla()).isEqualTo(input.bindingSla().isMetBy(candidate.point()));
        if (candidate.verdict() == Verdict.FITS) {
            assertThat(candidate.quotaGpus()).isLessThanOrEqualTo(offer.quotaFreeGpus());
            assertThat(candidate.replicas()).isLessThanOrEqualTo(offer.placeableReplicas(candidate.gpusPerReplica()));
        }
        assertThat(candidate.cost().hourly())
                .isEqualTo(offer.pricePerGpuHour().times((long) candidate.replicas() * candidate.gpusPerReplica()));
        double needed = candidate.sizing().demandedRequestsPerSecond();
        double offered =
                candidate.replicas() * candidate.point().requestsPerSecond().value();
        if (candidate.replicas() < 1_000_000) {
            assertThat(offered)
                    .isGreaterThanOrEqualTo(needed * (1 + input.policy().headroom()) * (1 - 1e-6));
            double withoutRedundant = (candidate.replicas() - candidate.sizing().redundantReplicas())
                    * candidate.point().requestsPerSecond().value();
            assertThat(withoutRedundant).isGreaterThanOrEqualTo(needed * (1 - 1e-6));
        }
    }

    private static void assertNothingDominates(List<Candidate> all, Frontier frontier) {
        Percentile percentile = frontier.percentile();
        assertThat(frontier.isEmpty()).isEqualTo(all.isEmpty());
        Tradeoff by = frontier.tradeoff();
        for (Candidate kept : frontier.candidates()) {
            assertThat(all).noneMatch(other -> dominates(by, other, kept, percentile));
        }
        for (Candidate candidate : all) {
            assertThat(frontier.candidates()).anyMatch(kept -> atLeastAsGood(by, kept, candidate, percentile));
        }
        if (!frontier.isEmpty()) {
            assertThat(frontier.candidates()).contains(frontier.cheapest(), frontier.balanced(), frontier.fastest());
        }
    }

    private static boolean dominates(Tradeoff by, Candidate one, Candidate other, Percentile percentile) {
        return atLeastAsGood(by, one, other, percentile) && !atLeastAsGood(by, other, one, percentile);
    }

    private static boolean atLeastAsGood(Tradeoff by, Candidate one, Candidate other, Percentile percentile) {
        return by.first(one) <= by.first(other) && by.second(one, percentile) <= by.second(other, percentile);
    }

    private static PlanInput draw(Random random) {
        List<GpuOffer> offers = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> drawOffer(random, "pool-" + i))
                .toList();
        return new PlanInput(
                Reference.load()
                        .models()
                        .get(random.nextInt(Reference.load().models().size())),
                PlanRequests.profiles(),
                offers,
                RandomScenario.workload(random),
                drawDemand(random),
                new Sla(
                        List.of(Percentile.values()).get(random.nextInt(4)),
                        100 + random.nextDouble() * 5000,
                        random.nextBoolean() ? 10 + random.nextDouble() * 100 : null,
                        random.nextBoolean() ? 1000 + random.nextDouble() * 100_000 : null,
                        random.nextBoolean() ? 1 + random.nextDouble() * 60 : null),
                random.nextBoolean() ? SizingPolicy.DEFAULT : SizingPolicy.DEFAULT.withOneRedundantReplica());
    }

    private static GpuOffer drawOffer(Random random, String pool) {
        var gpus = Reference.load().gpus();
        List<Integer> nodes = random.ints(random.nextInt(5), 0, 9).boxed().toList();
        Money price = Money.usd("%.2f".formatted(random.nextDouble() * 10));
        return new GpuOffer(pool, gpus.get(random.nextInt(gpus.size())), price, random.nextInt(40), nodes);
    }

    private static Demand drawDemand(Random random) {
        DayShape day = random.nextBoolean() ? DayShape.flat() : new DayShape.Cosine(random.nextDouble());
        return switch (random.nextInt(4)) {
            case 0 -> new Demand.RequestRate(Math.exp(random.nextDouble() * 6 - 2), day);
            case 1 -> new Demand.ConcurrentUsers(1 + random.nextInt(300), random.nextDouble() * 30, day);
            case 2 -> new Demand.TokensPerHour(Math.exp(random.nextDouble() * 8 + 8));
            default -> new Demand.Deadline(1 + random.nextInt(1_000_000), 0.5 + random.nextDouble() * 24);
        };
    }
}
