package io.sextant.api.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.cluster.preflight.Reports;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.planner.units.Percentile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerAssemblyTest {
    private static final PlanSla.Targets CHAT = Situations.chat(150.0, 25.0, 7000.0);

    @Test
    void proposesTheCheapestThatFitsAndSaysSoInASentence() {
        PlanAnswer answer = Situations.roomy().answer();
        PlanProposal proposal = proposal(answer);
        assertThat(answer.feasible()).isTrue();
        assertThat(answer.verdict())
                .startsWith("Cheapest that meets p95 TTFT 150 ms, ITL 25 ms, E2E 7 s: ")
                .contains("/month")
                .endsWith("quota and capacity suffice.");
        assertThat(answer.candidates().getFirst().id()).isEqualTo(proposal.candidate());
        assertThat(answer.candidates().getFirst().roles()).contains(PlanCandidate.Role.CHEAPEST);
        assertThat(answer.candidates())
                .filteredOn(candidate -> candidate.status() == PlanCandidate.Status.FITS)
                .allSatisfy(candidate -> assertThat(candidate.cost().perMonth())
                        .isGreaterThanOrEqualTo(proposal.cost().perMonth()));
    }

    @Test
    void leavesNothingToDecide() {
        PlanProposal proposal = proposal(Situations.roomy().answer());
        assertThat(proposal.model().imageRepository()).isEqualTo("nvcr.io/nim/meta/llama-3.1-8b-instruct");
        assertThat(proposal.model().imageTag()).isNotEmpty();
        assertThat(proposal.profile().id()).matches("[0-9a-f]{64}");
        assertThat(proposal.placement().cluster()).isEqualTo("east");
        assertThat(proposal.placement().gpusPerReplica())
                .isEqualTo(
                        proposal.profile().tensorParallel() * proposal.profile().pipelineParallel());
        assertThat(proposal.scale().quotaGpus())
                .isEqualTo(proposal.scale().maxReplicas() * proposal.placement().gpusPerReplica());
        // The load of this question is the same all day.
        assertThat(proposal.scale().minReplicas()).isEqualTo(proposal.scale().replicas());
        assertThat(proposal.scale().coldStartSeconds()).isGreaterThanOrEqualTo(300);
        assertThat(proposal.scale().concurrency())
                .isBetween(1, proposal.profile().maxSequences());
        assertThat(proposal.promise().ttftMs().high()).isLessThanOrEqualTo(150);
        assertThat(proposal.promise().itlMs().high()).isLessThanOrEqualTo(25);
        assertThat(proposal.cacheGib()).isPositive();
    }

    @Test
    void keepsTheDigestWhenOnlyFreeGpusOrFreeQuotaMove() {
        String before = proposal(Situations.roomy().answer()).digest();
        String after = proposal(Situations.empty()
                        .pool(Situations.H100, "2.50", 16, 3, 8, 1)
                        .pool(Situations.L40S, "1.00", 9, 1, 4, 3)
                        .answer())
                .digest();
        assertThat(after).isEqualTo(before);
    }

    static Stream<Arguments> whatATeamAccepts() {
        return Stream.of(
                change(
                        "price",
                        situation -> Situations.empty()
                                .pool(Situations.H100, "2.51", 16, 0, 8, 8)
                                .pool(Situations.L40S, "1.01", 8, 0, 4, 4)),
                change(
                        "SLA version",
                        situation -> situation.holding(
                                new SlaSnapshot("profile", 2, "Chat", Percentile.P95, 150.0, 25.0, 7000.0, null))),
                change(
                        "model",
                        situation -> situation.asking(request(
                                "meta/llama-3.2-3b-instruct",
                                new PlanWorkload(512, 256, 0.3, 0.3, 0),
                                new PlanDemand.RequestRate(5),
                                CHAT,
                                PlanLimits.NONE))),
                change(
                        "workload",
                        situation -> situation.asking(request(
                                "meta/llama-3.1-8b-instruct",
                                new PlanWorkload(513, 256, 0.3, 0.3, 0),
                                new PlanDemand.RequestRate(5),
                                CHAT,
                                PlanLimits.NONE))),
                change(
                        "demand",
                        situation -> situation.asking(request(
                                "meta/llama-3.1-8b-instruct",
                                new PlanWorkload(512, 256, 0.3, 0.3, 0),
                                new PlanDemand.RequestRate(5.1),
                                CHAT,
                                PlanLimits.NONE))));
    }

    private static PlanRequest request(
            String model, PlanWorkload workload, PlanDemand demand, @Nullable PlanSla sla, PlanLimits limits) {
        return new PlanRequest("team", model, workload, demand, sla, limits, null);
    }

    private static Arguments change(String what, UnaryOperator<Situations> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatATeamAccepts")
    void changesTheDigestWithWhatTheTeamAccepts(String what, UnaryOperator<Situations> change) {
        String before = proposal(Situations.roomy().answer()).digest();
        String after = proposal(change.apply(Situations.roomy()).answer()).digest();
        assertThat(after).as(what).isNotEqualTo(before);
    }

    @Test
    void proposesTheChosenCandidateAndSaysWhatItIsNot() {
        PlanAnswer plain = Situations.roomy().answer();
        PlanCandidate fastest = plain.candidates().stream()
                .filter(candidate -> candidate.roles().contains(PlanCandidate.Role.FASTEST))
                .findFirst()
                .orElseThrow();
        PlanAnswer answer = Situations.roomy()
                .asking(Situations.request(CHAT).choosing(fastest.id()))
                .answer();
        assertThat(proposal(answer).candidate()).isEqualTo(fastest.id());
        assertThat(proposal(answer).digest()).isNotEqualTo(proposal(plain).digest());
        assertThat(answer.verdict()).startsWith("It meets p95 TTFT 150 ms");
        assertThat(answer.notes()).isEmpty();
    }

    @Test
    void fallsBackToTheRecommendedOneWhenTheChosenIsGone() {
        PlanAnswer answer = Situations.roomy()
                .asking(Situations.request(CHAT).choosing("east.H100.gone.c1"))
                .answer();
        assertThat(answer.notes()).singleElement().asString().contains("not part of this plan any more");
        assertThat(proposal(answer).candidate())
                .isEqualTo(answer.candidates().getFirst().id());
    }

    @Test
    void showsWhatQuotaLacksWhenItDoesNotReach() {
        PlanAnswer answer =
                Situations.empty().pool(Situations.H100, "2.50", 0, 0, 8).answer();
        assertThat(answer.feasible()).isFalse();
        assertThat(answer.outcome()).isEqualTo(PlanAnswer.Outcome.BLOCKED);
        assertThat(proposal(answer).status()).isEqualTo(PlanCandidate.Status.EXCEEDS_QUOTA);
        assertThat(answer.verdict()).contains("cannot start now").contains("quota");
        PlanEffect effect = answer.effect();
        assertThat(effect).isNotNull();
        assertThat(effect.withinQuota()).isFalse();
        assertThat(effect.largestFreeBlock()).isEqualTo(8);
    }

    @Test
    void namesTheCostLimitThatWouldDo() {
        PlanAnswer answer = Situations.roomy()
                .asking(request(
                        "meta/llama-3.1-8b-instruct",
                        new PlanWorkload(512, 256, 0.3, 0.3, 0),
                        new PlanDemand.RequestRate(5),
                        CHAT,
                        new PlanLimits(new BigDecimal("10"), List.of())))
                .answer();
        assertThat(answer.outcome()).isEqualTo(PlanAnswer.Outcome.OVER_COST_LIMIT);
        assertThat(answer.changes()).singleElement().satisfies(change -> {
            assertThat(change.member()).isEqualTo("/limits/maxMonthlyCost");
            assertThat(new BigDecimal(change.value()))
                    .isGreaterThanOrEqualTo(proposal(answer).cost().perMonth());
        });
    }

    @Test
    void answersAnUnreachableSlaWithWhatBindsAndWhatWouldHelp() {
        PlanAnswer answer = Situations.roomy().targets(1.0, null, null).answer();
        assertThat(answer.outcome()).isEqualTo(PlanAnswer.Outcome.UNREACHABLE);
        assertThat(answer.proposal()).isNull();
        assertThat(answer.curve()).isNotNull();
        assertThat(answer.unreachable()).isNotNull();
        assertThat(answer.unreachable().binding().label()).isEqualTo("TTFT");
        assertThat(answer.changes())
                .anySatisfy(change -> assertThat(change.member()).isEqualTo("/sla/ttftMs"));
    }

    @Test
    void findsAnAnswerAfterTheFirstChangeThatItSuggests() {
        PlanAnswer refused = Situations.roomy().targets(1.0, null, null).answer();
        double enough = refused.changes().stream()
                .filter(change -> "/sla/ttftMs".equals(change.member()))
                .mapToDouble(change -> Double.parseDouble(change.value()))
                .findFirst()
                .orElseThrow();
        assertThat(Situations.roomy().targets(enough, null, null).answer().outcome())
                .isNotEqualTo(PlanAnswer.Outcome.UNREACHABLE);
    }

    @Test
    void namesTheGpuAndTheProfileThatSomebodyWouldHaveToProvide() {
        PlanAnswer slow = Situations.empty()
                .pool(Situations.L40S, "1.00", 8, 0, 4, 4)
                .targets(null, 5.0, null)
                .answer();

        assertThat(slow.outcome()).isEqualTo(PlanAnswer.Outcome.UNREACHABLE);
        assertThat(slow.changes()).extracting(PlanChange::sentence).anyMatch(sentence -> sentence.startsWith("Get "));
        assertThat(slow.changes())
                .filteredOn(change -> change.sentence().startsWith("Get "))
                .allMatch(change -> change.member() == null);
    }

    @Test
    void saysWhatWouldRunWhereNothingDoes() {
        PlanAnswer nothing = Situations.empty()
                .pool("L4", "0.70", 8, 0, 4, 4)
                .asking(request(
                        "meta/llama-3.3-70b-instruct",
                        new PlanWorkload(512, 256, 0.3, 0.3, 0),
                        new PlanDemand.RequestRate(5),
                        Situations.chat(1000.0, 100.0, null),
                        PlanLimits.NONE))
                .targets(60_000.0, 1000.0, null)
                .answer();

        assertThat(nothing.outcome()).isEqualTo(PlanAnswer.Outcome.NOTHING_RUNS);
        assertThat(nothing.changes())
                .extracting(PlanChange::sentence)
                .anyMatch(sentence -> sentence.startsWith("Get "));
    }

    @Test
    void plansABatchWithoutLatencyTargets() {
        PlanAnswer answer = Situations.roomy()
                .holding(null)
                .asking(request(
                        "meta/llama-3.1-8b-instruct",
                        new PlanWorkload(512, 256, 0.3, 0.3, 0),
                        new PlanDemand.Deadline(100_000, 8),
                        null,
                        PlanLimits.NONE))
                .answer();
        assertThat(answer.feasible()).isTrue();
        assertThat(answer.verdict()).startsWith("Cheapest that finishes 100,000 requests within 8 hours: ");
    }

    @Test
    void usesOnlyTheGpuProductsItMay() {
        String l40s = "NVIDIA-L40S";
        PlanAnswer answer = Situations.roomy()
                .asking(request(
                        "meta/llama-3.1-8b-instruct",
                        new PlanWorkload(512, 256, 0.3, 0.3, 0),
                        new PlanDemand.RequestRate(5),
                        CHAT,
                        new PlanLimits(null, List.of(l40s))))
                .answer();
        assertThat(answer.candidates())
                .isNotEmpty()
                .allSatisfy(candidate -> assertThat(candidate.gpuProduct()).isEqualTo(l40s));
    }

    @Test
    void saysThatNothingIsOfferedWhereNoClusterReports() {
        PlanAnswer answer = Situations.empty().answer();
        assertThat(answer.outcome()).isEqualTo(PlanAnswer.Outcome.NOTHING_RUNS);
        assertThat(answer.verdict()).startsWith("None of the clusters offers a GPU product");
    }

    @Test
    void refusesLengthsBeyondTheModelsContext() {
        Situations tooLong = Situations.roomy()
                .asking(request(
                        "meta/llama-3.1-8b-instruct",
                        new PlanWorkload(131_000, 256, 0, 0, 0),
                        new PlanDemand.RequestRate(5),
                        CHAT,
                        PlanLimits.NONE));
        assertThatThrownBy(tooLong::situation)
                .isInstanceOfSatisfying(
                        PlatformProblem.Invalid.class,
                        problem -> assertThat(problem.errors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/workload/inputTokens")))
                .hasMessageContaining("131,256 tokens");
    }

    private static PlanProposal proposal(PlanAnswer answer) {
        PlanProposal proposal = answer.proposal();
        assertThat(proposal).isNotNull();
        return proposal;
    }

    private static PlanRequest waves(double requestsPerSecond) {
        PlanRequest chat = Situations.request(CHAT);
        return new PlanRequest(
                chat.team(),
                chat.model(),
                chat.workload(),
                new PlanDemand.RequestRate(requestsPerSecond, null, new PlanDay.Swing(0.8)),
                chat.sla(),
                chat.limits(),
                null);
    }

    private static PlanAnswer on(Reports cluster, double requestsPerSecond) {
        return Situations.empty()
                .on(cluster.judged())
                .pool(Situations.H100, "2.50", 64, 0, 8, 8, 8, 8, 8, 8)
                .asking(waves(requestsPerSecond))
                .answer();
    }

    @Test
    void keepsTheReplicasOfThePeakWhereAutoscalersFindNoMetrics() {
        PlanProposal moving = proposal(on(Reports.good(), 60));
        PlanAnswer answer = on(Reports.good().withoutMetrics(), 60);
        PlanProposal fixed = proposal(answer);

        assertThat(moving.scale().minReplicas()).isLessThan(moving.scale().maxReplicas());
        assertThat(fixed.scale().minReplicas()).isEqualTo(fixed.scale().replicas());
        assertThat(fixed.scale().maxReplicas()).isEqualTo(fixed.scale().replicas());
        assertThat(fixed.scale().quotaGpus())
                .isEqualTo(fixed.scale().maxReplicas() * fixed.placement().gpusPerReplica());
        assertThat(fixed.digest()).isNotEqualTo(moving.digest());
        assertThat(answer.notes())
                .anyMatch(note -> note.contains("stays fixed") && note.contains("Install Prometheus and its adapter"));
        assertThat(Objects.requireNonNull(answer.run()).bounds().minReplicas())
                .isEqualTo(fixed.scale().replicas());
        assertThat(answer.run().day())
                .allMatch(moment -> moment.replicas() == fixed.scale().replicas());
        assertThat(answer.run().following().savingShare()).isZero();
    }

    @Test
    void refusesSeveralReplicasWhereVolumesAreForOneNode() {
        PlanAnswer answer = on(Reports.good().withStorage("ebs.csi.aws.com", true), 60);

        assertThat(answer.feasible()).isFalse();
        assertThat(answer.outcome()).isEqualTo(PlanAnswer.Outcome.BLOCKED);
        assertThat(answer.verdict()).contains("the cluster is not set up for it", "ReadWriteMany");
        assertThat(proposal(answer).status()).isEqualTo(PlanCandidate.Status.CLUSTER_UNFIT);
    }

    @Test
    void plansASingleReplicaWhereVolumesAreForOneNodeButNoneMore() {
        PlanAnswer answer = on(Reports.good().withStorage("ebs.csi.aws.com", true), 0.5);

        assertThat(answer.feasible()).isTrue();
        assertThat(proposal(answer).scale().maxReplicas()).isEqualTo(1);
    }
}
