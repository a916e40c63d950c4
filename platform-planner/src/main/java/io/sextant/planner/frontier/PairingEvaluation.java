package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Autoscaling;
import io.sextant.planner.capacity.ConcurrencyCeiling;
import io.sextant.planner.capacity.ConcurrencyGrid;
import io.sextant.planner.capacity.Sizing;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.capacity.SlaMiss;
import io.sextant.planner.cost.Cost;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Turns a pairing into its curve and its candidates. */
final class PairingEvaluation {

    private final PlanInput input;
    private final Sla sla;
    private final Pairing pairing;

    PairingEvaluation(PlanInput input, Pairing pairing) {
        this.input = input;
        this.sla = input.bindingSla();
        this.pairing = pairing;
    }

    EvaluatedPairing evaluate() {
        PerformanceModel model = pairing.performance();
        ConcurrencyCeiling ceiling = ConcurrencyCeiling.find(model, sla);
        List<OperatingPoint> curve = curve(model, ceiling.concurrency());
        List<Candidate> candidates = curve.stream()
                .filter(point -> point.concurrency() <= model.maxBatch())
                .map(this::candidate)
                .toList();
        return new EvaluatedPairing(pairing, model.memory(), ceiling, curve, candidates);
    }

    private static List<OperatingPoint> curve(PerformanceModel model, int ceiling) {
        int batch = model.maxBatch();
        IntStream queueing = IntStream.of(batch + (batch + 1) / 2, 2 * batch);
        IntStream asked =
                IntStream.concat(IntStream.of(ConcurrencyGrid.upTo(batch)), IntStream.of(Math.max(1, ceiling)));
        return IntStream.concat(asked, queueing)
                .sorted()
                .distinct()
                .mapToObj(model::at)
                .toList();
    }

    private Candidate candidate(OperatingPoint point) {
        GpuOffer offer = pairing.offer();
        int gpusPerReplica = pairing.profile().gpusPerReplica();
        Sizing sizing = Sizing.of(input.demand(), point, input.policy());
        Autoscaling autoscaling =
                sizing.autoscaling(point, input.demand(), input.policy(), offer.quotaFreeGpus() / gpusPerReplica);
        Cost cost = Cost.of(
                offer.pricePerGpuHour(),
                sizing.replicas() * gpusPerReplica,
                sizing.replicas(),
                point,
                input.workload().isl().mean(),
                sizing.averageUtilisation());
        List<Rejection> rejections = rejections(point, sizing.replicas());
        return new Candidate(
                pairing.name() + "/c" + point.concurrency(),
                offer,
                pairing.profile(),
                point,
                sizing,
                autoscaling,
                cost,
                verdict(rejections),
                rejections);
    }

    private List<Rejection> rejections(OperatingPoint point, int replicas) {
        GpuOffer offer = pairing.offer();
        int gpusPerReplica = pairing.profile().gpusPerReplica();
        List<Rejection> rejections = new ArrayList<>();
        for (SlaMiss miss : sla.misses(point)) {
            rejections.add(new Rejection.TargetMissed(miss, point, input.workload()));
        }
        if (replicas * gpusPerReplica > offer.quotaFreeGpus()) {
            rejections.add(new Rejection.QuotaExceeded(offer.pool(), replicas * gpusPerReplica, offer.quotaFreeGpus()));
        }
        int placeable = offer.placeableReplicas(gpusPerReplica);
        if (replicas > placeable) {
            rejections.add(new Rejection.NoPlacement(
                    offer.pool(), replicas, gpusPerReplica, placeable, offer.largestFreeNode()));
        }
        return rejections;
    }

    /** The SLA first, then what an administrator can grant, then what only time or hardware brings. */
    private static Verdict verdict(List<Rejection> rejections) {
        Verdict verdict = Verdict.FITS;
        for (Rejection rejection : rejections) {
            Verdict consequence = switch (rejection) {
                case Rejection.TargetMissed _ -> Verdict.MISSES_SLA;
                case Rejection.QuotaExceeded _ -> Verdict.EXCEEDS_QUOTA;
                case Rejection.NoPlacement _ -> Verdict.NO_FREE_CAPACITY;
                case Rejection.ExceedsContext _,
                        Rejection.PrecisionUnsupported _,
                        Rejection.HeadsNotDivisible _,
                        Rejection.LargerThanNode _,
                        Rejection.SlowInterconnect _,
                        Rejection.WeightsDoNotFit _,
                        Rejection.SequenceDoesNotFit _ ->
                    throw new IllegalStateException(
                            "a pairing with this rejection has no candidates: " + rejection.sentence());
            };
            if (consequence.compareTo(verdict) > 0) {
                verdict = consequence;
            }
        }
        return verdict;
    }
}
