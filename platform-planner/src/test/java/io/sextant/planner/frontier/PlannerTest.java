package io.sextant.planner.frontier;

import static io.sextant.planner.frontier.PlanRequests.RELAXED;
import static io.sextant.planner.frontier.PlanRequests.chat;
import static io.sextant.planner.frontier.PlanRequests.offer;
import static io.sextant.planner.frontier.PlanRequests.plenty;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.capacity.SlaMiss;
import io.sextant.planner.capacity.SlaTerm;
import io.sextant.planner.cost.Money;
import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.Reference;
import io.sextant.planner.units.Percentile;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {

    private static final String LLAMA_8B = "meta-llama/Llama-3.1-8B-Instruct";
    private static final String LLAMA_70B = "meta-llama/Llama-3.3-70B-Instruct";

    private final Planner planner = new Planner();

    @Test
    void recommendsTheCheapestCandidateThatHoldsTheSlaAndFits() {
        Plan plan = planner.plan(
                chat(LLAMA_8B, List.of(plenty("H100-SXM-80GB", "3.49"), plenty("L40S", "1.09")), RELAXED, 10));

        Candidate recommended = plan.recommended().orElseThrow();
        assertThat(recommended.verdict()).isEqualTo(Verdict.FITS);
        assertThat(plan.candidates())
                .filteredOn(candidate -> candidate.verdict() == Verdict.FITS)
                .allSatisfy(candidate -> assertThat(candidate.cost().hourly())
                        .isGreaterThanOrEqualTo(recommended.cost().hourly()));
        assertThat(plan.verdict()).contains(recommended.summary()).contains("USD per hour");
        assertThat(plan.reasonsAgainst(recommended)).isEmpty();
    }

    @Test
    void tellsQuotaAndCapacityApart() {
        GpuOffer noQuota = offer("H100-SXM-80GB", "3.49", 0, 8, 8);
        GpuOffer noNode = offer("H200-SXM-141GB", "3.00", 100, 0, 0);

        Plan blocked = planner.plan(chat(LLAMA_8B, List.of(noQuota, noNode), RELAXED, 10));

        assertThat(verdictsOf(blocked, noQuota)).contains(Verdict.EXCEEDS_QUOTA).doesNotContain(Verdict.FITS);
        assertThat(verdictsOf(blocked, noNode))
                .contains(Verdict.NO_FREE_CAPACITY)
                .doesNotContain(Verdict.FITS);
        assertThat(blocked.outcome()).isInstanceOf(Outcome.Blocked.class);
        assertThat(blocked.recommended()).isEmpty();
        assertThat(blocked.digest()).isEmpty();
    }

    private static Set<Verdict> verdictsOf(Plan plan, GpuOffer offer) {
        return plan.candidates().stream()
                .filter(candidate -> candidate.offer().equals(offer))
                .map(Candidate::verdict)
                .collect(Collectors.toSet());
    }

    @Test
    void aReplicaMustFitOnOneNode() {
        GpuOffer scattered = offer("H100-SXM-80GB", "3.49", 100, 1, 1, 1, 1, 1, 1, 1, 1);

        Plan plan = planner.plan(chat("meta-llama/Llama-3.1-405B-Instruct", List.of(scattered), RELAXED, 1));

        assertThat(plan.candidates())
                .isNotEmpty()
                .noneMatch(candidate -> candidate.verdict() == Verdict.FITS)
                .allMatch(
                        candidate -> candidate.rejections().stream().anyMatch(Rejection.NoPlacement.class::isInstance));
        assertThat(plan.reasonsAgainst(plan.candidates().getFirst()))
                .contains("A replica needs 8 free GPUs on one node of lab/H100-SXM-80GB, but the emptiest node has 1.");
    }

    @Test
    void reportsAllReasonsAgainstACandidate() {
        Sla strict = new Sla(Percentile.P95, 1.0, 1.0, 1.0, null);

        Plan plan = planner.plan(chat(LLAMA_8B, List.of(offer("L40S", "1.09", 0, 0)), strict, 10));

        assertThat(plan.candidates()).allSatisfy(candidate -> {
            assertThat(candidate.verdict()).isEqualTo(Verdict.MISSES_SLA);
            assertThat(candidate.rejections())
                    .hasSize(5)
                    .hasAtLeastOneElementOfType(Rejection.QuotaExceeded.class)
                    .hasAtLeastOneElementOfType(Rejection.NoPlacement.class);
            assertThat(plan.reasonsAgainst(candidate)).allMatch(sentence -> sentence.endsWith("."));
        });
    }

    @Test
    void saysWhichTargetBindsAndWhatIsNearest() {
        Sla impossible = new Sla(Percentile.P95, 20.0, 40.0, null, null);

        Plan plan = planner.plan(chat(LLAMA_70B, List.of(plenty("H100-SXM-80GB", "3.49")), impossible, 5));

        assertThat(plan.outcome())
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Unreachable.class))
                .extracting(Outcome.Unreachable::sla)
                .satisfies(no -> {
                    assertThat(no.binding()).isEqualTo(SlaTerm.TTFT);
                    assertThat(no.nearestPerTerm())
                            .extracting(NearestPoint::term)
                            .containsExactly(SlaTerm.TTFT, SlaTerm.ITL);
                    assertThat(no.nearestPerTerm().getLast().isReachable()).isTrue();
                    assertThat(no.changes()).hasAtLeastOneElementOfType(Change.Relax.class);
                    assertThat(no.sentence()).contains("TTFT binds").contains("prefill of 512 tokens takes");
                });
    }

    static Stream<Sla> outOfReach() {
        return Stream.of(
                new Sla(Percentile.P95, 60.0, 40.0, null, null),
                new Sla(Percentile.P99, 150.0, 12.0, null, null),
                new Sla(Percentile.P95, null, null, 3000.0, null),
                new Sla(Percentile.P90, null, null, null, 150.0),
                new Sla(Percentile.P95, 40.0, 5.0, 1500.0, 120.0));
    }

    @ParameterizedTest
    @MethodSource("outOfReach")
    void everyChangeItNamesReallyHelpsAndTheSmallestComesFirst(Sla sla) {
        List<AlternativeGpu> gpus = Stream.of("H200-SXM-141GB", "B200-SXM-180GB", "L4")
                .map(name -> new AlternativeGpu(Reference.load().gpu(name), name.equals("L4") ? null : Money.usd("5")))
                .toList();
        PlanInput input = with(
                        chat(LLAMA_70B, List.of(plenty("H100-SXM-80GB", "3.49")), sla, 5),
                        List.of(plenty("H100-SXM-80GB", "3.49")),
                        PlanRequests.profiles().stream()
                                .filter(profile -> profile.precision() == Precision.BF16)
                                .toList())
                .withAlternatives(new Alternatives(
                        gpus,
                        PlanRequests.profiles().stream()
                                .filter(profile -> profile.precision() != Precision.BF16)
                                .toList()));
        Plan plan = planner.plan(input);

        UnreachableSla no = ((Outcome.Unreachable) plan.outcome()).sla();

        assertThat(no.changes()).isNotEmpty();
        assertThat(no.changes()).extracting(Change::size).isSorted().allMatch(size -> size >= 0);
        assertThat(no.changes()).extracting(Change::sentence).allMatch(sentence -> sentence.endsWith("."));
        assertThat(no.sentence()).endsWith(no.changes().getFirst().sentence());
        for (Change change : no.changes()) {
            switch (change) {
                case Change.Relax relax -> assertReachable(relaxed(input, List.of(relax)));
                case Change.RelaxTogether together -> assertReachable(relaxed(input, together.targets()));
                case Change.OtherProfile other ->
                    assertReachable(with(input, input.offers(), List.of(other.profile())));
                case Change.OtherGpu other ->
                    assertReachable(with(
                            input, List.of(plenty(other.alternative().gpu().name(), "1")), List.of(other.profile())));
                case Change.LowerPercentile lower ->
                    assertReachable(input.withSla(input.sla().at(lower.to())));
                case Change.ShortenInput shorter ->
                    assertReachable(input.withWorkload(new Workload(
                            new LengthDistribution(shorter.toTokens(), 0.5),
                            input.workload().osl(),
                            0)));
                case Change.ShortenOutput shorter ->
                    assertReachable(input.withWorkload(
                            new Workload(input.workload().isl(), new LengthDistribution(shorter.toTokens(), 0.5), 0)));
                case Change.Measure measure ->
                    assertThat(sla.misses(measure.candidate().point())).allMatch(SlaMiss::isWithinTheBand);
            }
        }
    }

    private static PlanInput relaxed(PlanInput input, List<Change.Relax> targets) {
        Sla sla = input.sla();
        for (Change.Relax target : targets) {
            sla = sla.with(target.term(), target.to());
        }
        return input.withSla(sla);
    }

    private static PlanInput with(PlanInput input, List<GpuOffer> offers, List<EngineProfile> profiles) {
        return new PlanInput(
                input.model(), profiles, offers, input.workload(), input.demand(), input.sla(), input.policy());
    }

    @Test
    void namesTheGpuAndThePrecisionThatWouldDo() {
        Sla quick = new Sla(Percentile.P95, null, 16.0, null, null);
        PlanInput input = with(
                chat(LLAMA_8B, List.of(), quick, 5),
                List.of(plenty("L4", "0.75")),
                List.of(EngineProfile.of("bf16-tp1", Precision.BF16, 1)));
        Alternatives alternatives = new Alternatives(
                List.of(new AlternativeGpu(Reference.load().gpu("H100-SXM-80GB"), Money.usd("3.49"))),
                List.of(
                        EngineProfile.of("bf16-tp2", Precision.BF16, 2),
                        EngineProfile.of("fp8-tp2", Precision.FP8, 2)));

        UnreachableSla without = ((Outcome.Unreachable) planner.plan(input).outcome()).sla();
        UnreachableSla with = ((Outcome.Unreachable)
                        planner.plan(input.withAlternatives(alternatives)).outcome())
                .sla();

        assertThat(without.changes())
                .noneMatch(change -> change instanceof Change.OtherGpu || change instanceof Change.OtherProfile);
        assertThat(with.changes()).hasAtLeastOneElementOfType(Change.OtherGpu.class);
        assertThat(with.changes())
                .filteredOn(Change.OtherGpu.class::isInstance)
                .extracting(Change::sentence)
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("Get 1 x H100-SXM-80GB for each replica (bf16-tp1, 3.49 USD per hour): E2E p95"));
    }

    @Test
    void saysWhatWouldMakeItRunAtAll() {
        PlanInput tooLarge = chat(LLAMA_70B, List.of(plenty("L4", "0.75")), RELAXED, 1)
                .withAlternatives(new Alternatives(
                        List.of(new AlternativeGpu(Reference.load().gpu("H200-SXM-141GB"), null)), List.of()));
        PlanInput tooLong = chat(
                        LLAMA_8B,
                        List.of(plenty("H100-SXM-80GB", "3.49")),
                        new Sla(Percentile.P95, null, 60.0, null, null),
                        1)
                .withWorkload(Workload.fixed(200_000, 100));

        Outcome.NothingRuns large = (Outcome.NothingRuns) planner.plan(tooLarge).outcome();
        Outcome.NothingRuns longer = (Outcome.NothingRuns) planner.plan(tooLong).outcome();

        assertThat(large.changes()).singleElement().isInstanceOf(Change.OtherGpu.class);
        Change.ShortenInput shorter = (Change.ShortenInput) longer.changes().getFirst();
        assertThat(shorter.toTokens()).isEqualTo(131_072 - 100);
        assertReachable(tooLong.withWorkload(Workload.fixed(shorter.toTokens(), 100)));
    }

    private void assertReachable(PlanInput input) {
        assertThat(planner.plan(input).outcome()).isInstanceOf(Outcome.Recommended.class);
    }

    @Test
    void aBatchIsNotHeldToLatencyTargets() {
        PlanInput online = chat(
                LLAMA_8B, List.of(plenty("H100-SXM-80GB", "3.49")), new Sla(Percentile.P95, 1.0, 1.0, 1.0, null), 5);
        PlanInput offline = new PlanInput(
                online.model(),
                online.profiles(),
                online.offers(),
                online.workload(),
                new Demand.TokensPerHour(20e6),
                online.sla(),
                online.policy());

        assertThat(planner.plan(online).outcome()).isInstanceOf(Outcome.Unreachable.class);
        assertThat(planner.plan(offline).outcome()).isInstanceOf(Outcome.Recommended.class);
    }

    @Test
    void aBatchTakesTheCheapestWayToMeetItsDeadline() {
        Plan plan = planner.plan(
                batch(new Demand.Deadline(400_000, 6), plenty("H100-SXM-80GB", "3.49"), plenty("L40S", "1.09")));

        Candidate recommended = plan.recommended().orElseThrow();
        assertThat(plan.candidates()).allSatisfy(candidate -> {
            assertThat(Objects.requireNonNull(candidate.cost().batch())
                            .duration()
                            .high())
                    .isLessThanOrEqualTo(6 * (1 + 1e-9));
            assertThat(Objects.requireNonNull(candidate.cost().batch()).total())
                    .isGreaterThanOrEqualTo(
                            Objects.requireNonNull(recommended.cost().batch()).total());
        });
        double millions = 400_000 * plan.input().workload().osl().mean() / 1e6;
        assertThat(recommended.cost().atDemand().perMillionOutput().amount().doubleValue() * millions)
                .isCloseTo(
                        Objects.requireNonNull(recommended.cost().batch())
                                .total()
                                .amount()
                                .doubleValue(),
                        withinPercentage(0.001));
        assertThat(plan.verdict()).contains("for the batch, done after");
        assertThat(plan.reasonsAgainst(plan.technicalFrontier().fastest()))
                .singleElement()
                .asString()
                .contains("more for the batch than");
    }

    @Test
    void aBatchWithTooFewGpusIsToldWhenItWouldBeDone() {
        Plan plan = planner.plan(batch(new Demand.Deadline(4_000_000, 2), offer("H100-SXM-80GB", "3.49", 4, 8, 8)));

        assertThat(plan.recommended()).isEmpty();
        assertThat(plan.candidates())
                .allSatisfy(candidate -> assertThat(plan.reasonsAgainst(candidate))
                        .anyMatch(reason -> reason.contains("but the quota leaves 4")));
        assertThat(plan.candidates())
                .filteredOn(candidate -> candidate.gpusPerReplica() <= 4)
                .isNotEmpty()
                .allSatisfy(candidate -> assertThat(plan.reasonsAgainst(candidate))
                        .anyMatch(reason -> reason.contains("h, longer than its 2 h.")));
    }

    private static PlanInput batch(Demand.Offline demand, GpuOffer... offers) {
        PlanInput online = chat(LLAMA_8B, List.of(offers), RELAXED, 5);
        return new PlanInput(
                online.model(),
                online.profiles(),
                online.offers(),
                online.workload(),
                demand,
                Sla.none(),
                online.policy());
    }

    @Test
    void saysWhyNothingRuns() {
        Plan tooLarge = planner.plan(chat(LLAMA_70B, List.of(plenty("L4", "0.75")), RELAXED, 1));
        Plan tooLong = planner.plan(chat(LLAMA_8B, List.of(plenty("H100-SXM-80GB", "3.49")), RELAXED, 1)
                .withWorkload(Workload.fixed(200_000, 100)));
        Plan noPool = planner.plan(chat(LLAMA_8B, List.of(), RELAXED, 1));

        assertThat(tooLarge.outcome()).isInstanceOf(Outcome.NothingRuns.class);
        assertThat(tooLarge.rejected())
                .allSatisfy(pairing -> assertThat(pairing.rejections()).isNotEmpty());
        assertThat(tooLong.verdict()).contains("200,100 tokens, more than the model's context of 131,072");
        assertThat(noPool.verdict()).contains("No GPU pool offered");
    }

    @Test
    void theDigestChangesWithWhatWasPromisedAndWithNothingElse() {
        PlanInput input = chat(LLAMA_8B, List.of(offer("H100-SXM-80GB", "3.49", 64, 8, 8, 8, 8)), RELAXED, 10);
        String digest = digestOf(input, "3.49", 64);

        assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(digestOf(input, "3.490", 63));
        assertThat(digest).isNotEqualTo(digestOf(input, "3.50", 64));
        assertThat(digest)
                .isNotEqualTo(
                        digestOf(input.withSla(new Sla(Percentile.P95, 1000.0, 39.9, 20_000.0, null)), "3.49", 64));
        assertThat(digest).isNotEqualTo(digestOf(input.withWorkload(Workload.fixed(513, 256)), "3.49", 64));
    }

    private String digestOf(PlanInput input, String price, int quotaFree) {
        GpuOffer changed = offer("H100-SXM-80GB", price, quotaFree, 8, 8, 8, 8);
        Plan plan = planner.plan(new PlanInput(
                input.model(),
                input.profiles(),
                List.of(changed),
                input.workload(),
                input.demand(),
                input.sla(),
                input.policy()));
        return plan.digest().orElseThrow();
    }

    @Test
    void theKneeGivesMuchOfTheSpeedForLittleOfTheMoney() {
        Frontier frontier = planner.plan(
                        chat(LLAMA_70B, List.of(plenty("H100-SXM-80GB", "3.49"), plenty("L40S", "1.09")), RELAXED, 20))
                .technicalFrontier();

        assertThat(factor(frontier, frontier.cheapest(), frontier.fastest())).isGreaterThan(2);
        double faster = factor(frontier, frontier.cheapest(), frontier.balanced());
        double stillFaster = factor(frontier, frontier.balanced(), frontier.fastest());
        double dearer = dearer(frontier.balanced(), frontier.cheapest());
        double stillDearer = dearer(frontier.fastest(), frontier.balanced());
        assertThat(faster / dearer).isGreaterThan(stillFaster / stillDearer);
    }

    private static double factor(Frontier frontier, Candidate slow, Candidate fast) {
        return slow.latencyMs(frontier.percentile()) / fast.latencyMs(frontier.percentile());
    }

    private static double dearer(Candidate one, Candidate other) {
        return one.cost().hourly().amount().doubleValue()
                / other.cost().hourly().amount().doubleValue();
    }

    @Test
    void plansWithWhatWasMeasuredOfAProfile() {
        PlanInput input = chat(LLAMA_8B, List.of(plenty("L40S", "1.09")), RELAXED, 10);
        GpuProduct quick = Reference.load().gpu("H200-SXM-141GB");

        Plan expected = planner.plan(input);
        Plan measured = planner.plan(input.withPerformance(
                (_, model, profile, workload) -> PerformanceSource.unmeasured().of(quick, model, profile, workload)));

        assertThat(measured.frontier().fastest().latencyMs(Percentile.P95))
                .isLessThan(expected.frontier().fastest().latencyMs(Percentile.P95));
        assertThat(measured.candidates())
                .extracting(candidate -> candidate.offer().gpu().name())
                .containsOnly("L40S");
    }

    @Test
    void findsACandidateByItsIdAndGivesItsCurve() {
        Plan plan = planner.plan(chat(LLAMA_8B, List.of(plenty("H100-SXM-80GB", "3.49")), RELAXED, 10));
        Candidate recommended = plan.recommended().orElseThrow();

        assertThat(plan.candidate(recommended.id())).contains(recommended);
        EvaluatedPairing pairing = plan.pairingOf(recommended);
        assertThat(pairing.ceiling().concurrency()).isGreaterThanOrEqualTo(recommended.concurrency());
        assertThat(pairing.curve())
                .extracting(point -> point.concurrency())
                .isSorted()
                .contains(pairing.ceiling().concurrency());
        assertThat(pairing.curve().getLast().waiting()).isPositive();
    }

    @Test
    void rejectsInputsThatContradictThemselves() {
        GpuOffer dollars = plenty("H100-SXM-80GB", "3.49");
        GpuOffer euros = new GpuOffer("other", Reference.load().gpu("L40S"), Money.of("1", "EUR"), 8, List.of(8));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> chat(LLAMA_8B, List.of(dollars, dollars), RELAXED, 1))
                .withMessageContaining("name of its own");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chat(LLAMA_8B, List.of(dollars, euros), RELAXED, 1))
                .withMessageContaining("one currency");
    }
}
