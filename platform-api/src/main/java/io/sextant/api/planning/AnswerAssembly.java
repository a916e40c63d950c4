package io.sextant.api.planning;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.NimImage;
import io.sextant.api.catalog.NimProfile;
import io.sextant.api.cluster.preflight.PreflightCheck;
import io.sextant.planner.frontier.Candidate;
import io.sextant.planner.frontier.EvaluatedPairing;
import io.sextant.planner.frontier.Outcome;
import io.sextant.planner.frontier.Plan;
import io.sextant.planner.frontier.RejectedPairing;
import io.sextant.planner.frontier.Rejection;
import io.sextant.planner.frontier.UnreachableSla;
import io.sextant.planner.units.Percentile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts what the planner found into words and numbers for the one who asked. */
final class AnswerAssembly {
    private static final String CANDIDATE_GONE =
            "The candidate chosen before is not part of this plan any more; the recommended one is shown.";

    private static final String NO_IMAGE =
            "The catalogue has no NIM image of this model yet, so the plan cannot be submitted; an administrator can name one.";

    private final PlanSituation situation;
    private final ProfileChoices profiles;
    private final Plan plan;
    private final CandidateRanking ranking;
    private final Percentile percentile;

    AnswerAssembly(PlanSituation situation, ProfileChoices profiles, Plan plan) {
        this.situation = situation;
        this.profiles = profiles;
        this.plan = plan;
        this.ranking = new CandidateRanking(plan, situation.request().limits(), this::objection);
        this.percentile = plan.input().sla().percentile();
    }

    PlanAnswer answer() {
        Optional<Candidate> shown = chosen().or(ranking::best);
        return new PlanAnswer(
                situation.now(),
                situation.request(),
                ranking.outcome() == PlanAnswer.Outcome.RECOMMENDED,
                ranking.outcome(),
                verdict(shown),
                shown.map(this::proposal).orElse(null),
                shown.map(this::effect).orElse(null),
                shown.or(this::nearest).map(this::curve).orElse(null),
                shown.or(this::nearest).map(this::ceilings).orElse(List.of()),
                shown.or(this::nearest)
                        .flatMap(plan::scalingPaths)
                        .map(PlanGrowth::of)
                        .orElse(null),
                shown.map(candidate -> PlanRun.of(candidate, bounds(candidate), plan.day(candidate)))
                        .orElse(null),
                shown.or(this::nearest)
                        .map(Candidate::memory)
                        .map(PlanMemory::of)
                        .orElse(null),
                situation.basis(),
                plan.candidates().stream()
                        .sorted(ranking.order())
                        .map(this::candidate)
                        .toList(),
                plan.rejected().stream().map(this::rejection).toList(),
                unreachable().map(this::unreachable).orElse(null),
                changes(),
                notes(shown));
    }

    private Optional<Candidate> chosen() {
        String id = situation.request().candidate();
        if (id == null) {
            return Optional.empty();
        }
        return plan.candidates().stream()
                .filter(candidate -> id(candidate).equals(id))
                .findFirst();
    }

    private Optional<UnreachableSla> unreachable() {
        return plan.outcome() instanceof Outcome.Unreachable unreachable
                ? Optional.of(unreachable.sla())
                : Optional.empty();
    }

    private Optional<Candidate> nearest() {
        return unreachable().map(UnreachableSla::nearest);
    }

    private List<String> notes(Optional<Candidate> shown) {
        List<String> notes = new ArrayList<>(situation.notes());
        if (situation.request().candidate() != null && chosen().isEmpty()) {
            notes.add(CANDIDATE_GONE);
        }
        shown.filter(candidate -> bounds(candidate).held())
                .map(this::fixedReplicas)
                .ifPresent(notes::add);
        if (!situation.model().isDeployable()) {
            notes.add(NO_IMAGE);
        }
        return notes;
    }

    private String fixedReplicas(Candidate candidate) {
        OfferedPool pool = pool(candidate);
        return "In cluster %s the number of replicas stays fixed. %s"
                .formatted(
                        pool.cluster(),
                        pool.advice(pool.followsLoad() ? PreflightCheck.STORAGE : PreflightCheck.AUTOSCALING_METRICS));
    }

    private ReplicaBounds bounds(Candidate candidate) {
        return ReplicaBounds.of(candidate, pool(candidate));
    }

    /** Replicas on several nodes need a volume that several nodes may mount. */
    private Optional<String> objection(Candidate candidate) {
        OfferedPool pool = pool(candidate);
        return candidate.replicas() > 1 && pool.keepsReplicasOnOneNode()
                ? Optional.of("Cluster %s: %s".formatted(pool.cluster(), pool.advice(PreflightCheck.STORAGE)))
                : Optional.empty();
    }

    private String verdict(Optional<Candidate> shown) {
        VerdictSentence sentence = new VerdictSentence(situation.request(), situation.basis(), plan.verdict());
        boolean recommended = shown.isPresent() && shown.equals(ranking.recommended());
        return shown.map(candidate -> sentence.of(candidate(candidate), recommended))
                .orElseGet(
                        () -> sentence.withoutCandidate(!plan.input().offers().isEmpty()));
    }

    PlanCandidate candidate(Candidate candidate) {
        OfferedPool pool = pool(candidate);
        return new PlanCandidate(
                id(candidate),
                pool.cluster(),
                pool.pool().gpuProduct(),
                pool.gpu().title(),
                candidate.profile().id(),
                candidate.gpusPerReplica(),
                candidate.replicas(),
                candidate.gpus(),
                ranking.status(candidate),
                ranking.roles(candidate),
                ranking.onFrontier(candidate),
                ranking.onRateFrontier(candidate),
                Performance.of(candidate.point(), percentile),
                cost(candidate),
                ranking.reasons(candidate));
    }

    private PlanProposal proposal(Candidate candidate) {
        OfferedPool pool = pool(candidate);
        ReplicaBounds bounds = bounds(candidate);
        NimProfile profile = profiles.resolve(candidate.profile().id(), pool.gpu());
        CatalogModel model = situation.model();
        int cacheGib = cacheGib(model, profile);
        return new PlanProposal(
                new ProposalDigest(situation, pool, profile, cacheGib, bounds, plan.digest(candidate)).value(),
                id(candidate),
                ranking.status(candidate),
                situation.request().team(),
                proposed(model),
                profile(profile, candidate),
                new PlanProposal.Placement(
                        pool.cluster(), pool.pool().gpuProduct(), pool.gpu().title(), candidate.gpusPerReplica()),
                new PlanProposal.Scale(
                        candidate.replicas(),
                        bounds.min(),
                        bounds.max(),
                        candidate.concurrency(),
                        candidate.autoscaling().targetConcurrency(),
                        bounds.quotaGpus(candidate),
                        candidate.autoscaling().lead().leadSeconds()),
                Performance.of(candidate.point(), percentile),
                cost(candidate),
                pool.price().id().value(),
                cacheGib,
                situation.basis().sla(),
                situation.request().workload(),
                situation.request().demand(),
                situation.now());
    }

    private static PlanProposal.Model proposed(CatalogModel model) {
        NimImage image = model.image();
        return new PlanProposal.Model(
                model.nimId(),
                model.title(),
                image == null ? null : image.repository(),
                image == null ? null : image.tag());
    }

    private static PlanProposal.Profile profile(NimProfile profile, Candidate candidate) {
        CatalogGpu builtFor = profile.gpu();
        NimProfile.Qos qos = profile.qos();
        return new PlanProposal.Profile(
                profile.id(),
                profile.idOrigin() == NimProfile.IdOrigin.PUBLISHED,
                profile.technicalName(),
                profile.engine().key(),
                profile.precision(),
                profile.tensorParallel(),
                profile.pipelineParallel(),
                builtFor == null ? null : builtFor.nimTag(),
                qos == null ? null : qos.key(),
                candidate.profile().maxSequences());
    }

    /** The weights, a quarter more for the engine's own files, and 5 GiB, in steps of 10 GiB. */
    private static int cacheGib(CatalogModel model, NimProfile profile) {
        double weightGib = model.architecture().weightBytes(profile.precision()) / (1L << 30);
        return (int) Math.ceil((weightGib * 1.25 + 5) / 10) * 10;
    }

    private PlanEffect effect(Candidate candidate) {
        return pool(candidate).effect(bounds(candidate).quotaGpus(candidate), candidate.gpusPerReplica());
    }

    private PlanCurve curve(Candidate candidate) {
        EvaluatedPairing pairing = plan.pairingOf(candidate);
        return new PlanCurve(
                pool(candidate).gpu().title(),
                candidate.profile().id(),
                pairing.ceiling().isReachable() ? pairing.ceiling().concurrency() : null,
                limitedBy(pairing),
                pairing.curve().stream()
                        .map(point -> Performance.of(point, percentile))
                        .toList());
    }

    private List<PlanCeiling> ceilings(Candidate candidate) {
        return plan.ceilingPerTarget(candidate).entrySet().stream()
                .map(ceiling ->
                        new PlanCeiling(ceiling.getKey(), ceiling.getValue().concurrency()))
                .toList();
    }

    private static String limitedBy(EvaluatedPairing pairing) {
        return switch (pairing.ceiling().reason()) {
            case TTFT_TARGET -> "the TTFT target";
            case ITL_TARGET -> "the ITL target";
            case E2E_TARGET -> "the E2E target";
            case USER_RATE_TARGET -> "the speed each user must see";
            case KV_MEMORY -> "the memory left for the KV cache";
            case ENGINE_SEQUENCES -> "the most requests the engine runs at once";
        };
    }

    private PlanRejection rejection(RejectedPairing rejected) {
        OfferedPool pool = situation.pool(rejected.pairing().offer().pool());
        return new PlanRejection(
                pool.cluster(),
                pool.pool().gpuProduct(),
                pool.gpu().title(),
                rejected.pairing().profile().id(),
                rejected.rejections().stream().map(Rejection::sentence).toList());
    }

    private PlanUnreachable unreachable(UnreachableSla sla) {
        return new PlanUnreachable(
                sla.binding(),
                id(sla.nearest()),
                sla.nearestPerTerm().stream()
                        .map(nearest -> new PlanUnreachable.NearestTarget(
                                nearest.term(),
                                nearest.limit(),
                                Figure.of(nearest.estimate()),
                                nearest.isReachable(),
                                id(nearest.candidate())))
                        .toList());
    }

    private List<PlanChange> changes() {
        return switch (ranking.outcome()) {
            case UNREACHABLE ->
                unreachable().stream()
                        .flatMap(sla -> sla.changes().stream())
                        .map(PlanChange::of)
                        .toList();
            case OVER_COST_LIMIT ->
                ranking.best().map(this::withinReach).stream().toList();
            case NOTHING_RUNS ->
                plan.outcome() instanceof Outcome.NothingRuns nothing
                        ? nothing.changes().stream().map(PlanChange::of).toList()
                        : List.of();
            case RECOMMENDED, BLOCKED -> List.of();
        };
    }

    private PlanChange withinReach(Candidate cheapest) {
        return PlanChange.raiseCostLimit(cost(cheapest));
    }

    private static PlanCost cost(Candidate candidate) {
        return PlanCost.of(candidate.offer().pricePerGpuHour(), candidate.cost());
    }

    private OfferedPool pool(Candidate candidate) {
        return situation.pool(candidate.offer().pool());
    }

    private String id(Candidate candidate) {
        OfferedPool pool = pool(candidate);
        return pool.cluster() + "." + pool.gpu().name() + "."
                + candidate.profile().id() + ".c" + candidate.concurrency();
    }
}
