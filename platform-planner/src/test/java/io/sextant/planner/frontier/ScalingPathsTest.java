package io.sextant.planner.frontier;

import static io.sextant.planner.frontier.PlanRequests.RELAXED;
import static io.sextant.planner.frontier.PlanRequests.chat;
import static io.sextant.planner.frontier.PlanRequests.offer;
import static io.sextant.planner.frontier.PlanRequests.plenty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sextant.planner.capacity.DayShape;
import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.capacity.SlaMiss;
import io.sextant.planner.capacity.SlaTerm;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.units.Percentile;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingPathsTest {

    private static final String LLAMA_8B = "meta-llama/Llama-3.1-8B-Instruct";

    private final Planner planner = new Planner();

    @Test
    void moreConcurrencyKeepsTheCostAndRaisesTheLatency() {
        ScalingPath path =
                paths(new Demand.RequestRate(60, DayShape.flat(), 0.1)).moreConcurrency();

        assertThat(path.points())
                .extracting(PathPoint::hourly)
                .containsOnly(path.points().getFirst().hourly());
        assertThat(path.points()).extracting(PathPoint::load).isSorted();
        assertThat(path.points()).extracting(PathPoint::concurrency).isSorted();
        assertThat(path.points()).extracting(point -> point.e2eMs().value()).isSorted();
        assertThat(path.points().getLast().e2eMs().value())
                .isGreaterThan(path.points().getFirst().e2eMs().value());
    }

    @Test
    void moreReplicasHoldTheSlaAndRaiseTheCostInSteps() {
        ScalingPath path =
                paths(new Demand.RequestRate(60, DayShape.flat(), 0.1)).moreReplicas();

        assertThat(path.points()).allMatch(PathPoint::meetsSla);
        assertThat(path.breaking()).isEmpty();
        assertThat(path.points()).extracting(PathPoint::replicas).isSorted();
        assertThat(path.points().getLast().hourly())
                .isGreaterThan(path.points().getFirst().hourly());
        assertThat(path.points())
                .allSatisfy(point -> assertThat(point.replicas()
                                * point.point().requestsPerSecond().value())
                        .isGreaterThanOrEqualTo(point.load() * (1 - 1e-6)));
    }

    @Test
    void bothStartTogetherAtTodayAndTheSecondEndsWithTheRecommendation() {
        PlanInput input = input(new Demand.RequestRate(60, DayShape.flat(), 0.1), RELAXED);
        Plan plan = planner.plan(input);
        Candidate recommended = plan.recommended().orElseThrow();
        ScalingPaths paths = plan.scalingPaths(recommended).orElseThrow();

        assertThat(paths.loadToday()).isCloseTo(6, within(1e-9));
        assertThat(paths.moreConcurrency().points().getFirst())
                .isEqualTo(paths.moreReplicas().points().getFirst());
        PathPoint last = paths.moreReplicas().points().getLast();
        assertThat(last.load()).isEqualTo(60);
        assertThat(last.replicas()).isEqualTo(recommended.replicas());
        assertThat(last.hourly()).isEqualTo(recommended.cost().hourly());
    }

    @Test
    void namesTheLoadAndTheTargetWhereTheSlaBreaks() {
        Sla sla = new Sla(Percentile.P95, 1500.0, 20.0, 20_000.0, null);
        PlanInput input = input(new Demand.RequestRate(60, DayShape.flat(), 0.1), sla);
        Plan plan = planner.plan(input);
        Candidate candidate = plan.recommended().orElseThrow();
        ScalingPath path = plan.scalingPaths(candidate).orElseThrow().moreConcurrency();

        PathLimit breaking = path.breaking().orElseThrow();

        assertThat(breaking.kind()).isEqualTo(PathLimit.Kind.ITL);
        assertThat(breaking.sentence())
                .contains("hold it up to")
                .contains("ITL p95")
                .contains("sequences share each step");
        assertThat(path.points())
                .filteredOn(point -> point.load() < breaking.load() * 0.999)
                .allSatisfy(point ->
                        assertThat(point.misses()).extracting(SlaMiss::term).doesNotContain(SlaTerm.ITL));
        assertThat(path.points())
                .filteredOn(point -> point.load() > breaking.load() * 1.02)
                .allSatisfy(point -> assertThat(point.meetsSla()).isFalse());
    }

    @Test
    void saysWhereTheReplicasOfTodayFinishNoMore() {
        ScalingPath path =
                paths(new Demand.RequestRate(600, DayShape.flat(), 0.01)).moreConcurrency();

        PathLimit end = path.limits().getLast();

        assertThat(end.kind()).isEqualTo(PathLimit.Kind.THROUGHPUT);
        assertThat(end.sentence()).contains("queue grows without end");
        assertThat(path.points().getLast().load()).isLessThanOrEqualTo(end.load());
        assertThat(end.load()).isLessThan(600);
    }

    @Test
    void usersWaitInsteadOfQueueingWithoutEnd() {
        ScalingPaths paths = paths(new Demand.ConcurrentUsers(4000, 2, DayShape.flat(), 0.02));

        assertThat(paths.unit()).isEqualTo(LoadUnit.USERS);
        assertThat(paths.moreConcurrency().points()).hasSize(13);
        PathPoint last = paths.moreConcurrency().points().getLast();
        double users = last.replicas()
                * (last.concurrency() + 2 * last.point().requestsPerSecond().value());
        assertThat(users).isCloseTo(4000, within(4000 * 0.02));
        assertThat(paths.moreConcurrency().breaking()).isPresent();
    }

    @Test
    void saysWhereQuotaAndFreeGpusEnd() {
        PlanInput input = chat(LLAMA_8B, List.of(offer("H100-SXM-80GB", "3.49", 2, 8)), RELAXED, 60);
        Plan plan = planner.plan(input);
        Candidate blocked = plan.candidates().stream()
                .filter(candidate -> candidate.verdict() == Verdict.EXCEEDS_QUOTA)
                .filter(candidate -> candidate.gpusPerReplica() == 1)
                .findFirst()
                .orElseThrow();

        List<PathLimit> limits =
                plan.scalingPaths(blocked).orElseThrow().moreReplicas().limits();

        assertThat(limits).anySatisfy(limit -> {
            assertThat(limit.kind()).isEqualTo(PathLimit.Kind.QUOTA);
            assertThat(limit.breaksSla()).isFalse();
            assertThat(limit.sentence()).contains("the quota leaves 2 GPUs");
        });
    }

    @Test
    void aBatchHasNoPeakToGrowTo() {
        PlanInput online = input(Demand.RequestRate.flat(5), RELAXED);
        Plan plan = planner.plan(new PlanInput(
                online.model(),
                online.profiles(),
                online.offers(),
                online.workload(),
                new Demand.Deadline(100_000, 5),
                online.sla(),
                online.policy()));

        assertThat(plan.scalingPaths(plan.recommended().orElseThrow())).isEmpty();
    }

    @Test
    void agreesWithTheModelOnWhatIsInFlight() {
        PlanInput input = input(new Demand.RequestRate(60, DayShape.flat(), 0.1), RELAXED);
        Plan plan = planner.plan(input);
        Candidate candidate = plan.recommended().orElseThrow();
        PerformanceModel model = plan.pairingOf(candidate).pairing().performance();

        for (PathPoint point :
                plan.scalingPaths(candidate).orElseThrow().moreConcurrency().points()) {
            double each = point.load() / point.replicas();
            assertThat(model.at(point.concurrency()).requestsPerSecond().value())
                    .isGreaterThanOrEqualTo(each * 0.999999);
            if (point.concurrency() > 1) {
                assertThat(model.at(point.concurrency() - 1).requestsPerSecond().value())
                        .isLessThan(each);
            }
        }
    }

    private ScalingPaths paths(Demand demand) {
        Plan plan = planner.plan(input(demand, RELAXED));
        return plan.scalingPaths(plan.recommended().orElseThrow()).orElseThrow();
    }

    private static PlanInput input(Demand demand, Sla sla) {
        PlanInput flat = chat(LLAMA_8B, List.of(plenty("H100-SXM-80GB", "3.49")), sla, 1);
        return new PlanInput(flat.model(), flat.profiles(), flat.offers(), flat.workload(), demand, sla, flat.policy());
    }
}
