package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Autoscaling;
import io.sextant.planner.capacity.ConcurrencyCeiling;
import io.sextant.planner.capacity.ConcurrencyGrid;
import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.ReplicaSchedule;
import io.sextant.planner.capacity.Sizing;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.capacity.SlaMiss;
import io.sextant.planner.cost.Cost;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import java.util.ArrayList;
import java.util.List;

/** Turns a pairing into its curve and its candidates. */
final class PairingEvaluation {

    private final PlanInput input;
    private final Sla sla;
    private final ReplicaSchedule schedule;
    private final Pairing pairing;

    PairingEvaluation(PlanInput input, ReplicaSchedule schedule, Pairing pairing) {
        this.input = input;
        this.sla = input.bindingSla();
        this.schedule = schedule;
        this.pairing = pairing;
    }

    EvaluatedPairing evaluate() {
        PerformanceModel model = pairing.performance();
        List<OperatingPoint> curve = new ArrayList<>();
        for (int concurrency : ConcurrencyGrid.upTo(model.maxBatch())) {
            curve.add(model.at(concurrency));
        }
        ConcurrencyCeiling ceiling = ConcurrencyCeiling.find(model, sla, curve.toArray(OperatingPoint[]::new));
        addCeiling(model, ceiling, curve);
        List<Candidate> candidates =
                curve.stream().map(point -> candidate(model, point)).toList();
        int batch = model.maxBatch();
        curve.add(model.at(batch + (batch + 1) / 2));
        if (batch > 1) {
            curve.add(model.at(2 * batch));
        }
        return new EvaluatedPairing(pairing, model.memory(), ceiling, curve, candidates);
    }

    private static void addCeiling(PerformanceModel model, ConcurrencyCeiling ceiling, List<OperatingPoint> curve) {
        int position = 0;
        while (position < curve.size() && curve.get(position).concurrency() < ceiling.concurrency()) {
            position++;
        }
        if (ceiling.isReachable() && curve.get(position).concurrency() > ceiling.concurrency()) {
            curve.add(position, model.at(ceiling.concurrency()));
        }
    }

    private Candidate candidate(PerformanceModel model, OperatingPoint point) {
        GpuOffer offer = pairing.offer();
        int gpusPerReplica = pairing.profile().gpusPerReplica();
        Sizing sizing = Sizing.of(input.demand(), point, input.policy());
        Autoscaling autoscaling = schedule.autoscaling(sizing, point, offer.quotaFreeGpus() / gpusPerReplica);
        Cost cost = Cost.of(
                offer.pricePerGpuHour(),
                gpusPerReplica,
                sizing,
                schedule.averageReplicas(sizing, autoscaling),
                point,
                input.workload().isl().mean());
        List<Rejection> rejections = rejections(point, sizing);
        return new Candidate(
                pairing.name() + "/c" + point.concurrency(),
                offer,
                pairing.profile(),
                model.memory(),
                point,
                sizing,
                autoscaling,
                cost,
                verdict(rejections),
                rejections);
    }

    private List<Rejection> rejections(OperatingPoint point, Sizing sizing) {
        GpuOffer offer = pairing.offer();
        int replicas = sizing.replicas();
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
        addDeadline(rejections, sizing, Math.min(placeable, offer.quotaFreeGpus() / gpusPerReplica));
        return rejections;
    }

    /** What a batch with too few GPUs comes to. */
    private void addDeadline(List<Rejection> rejections, Sizing sizing, int available) {
        if (input.demand() instanceof Demand.Deadline batch
                && sizing.batchHours() != null
                && available > 0
                && available < sizing.replicas()) {
            double hours = sizing.batchHours().high() * sizing.replicas() / available;
            if (hours > batch.hours()) {
                rejections.add(new Rejection.DeadlineMissed(available, hours, batch.hours()));
            }
        }
    }

    /** The SLA first, then what an administrator can grant, then what only time or hardware brings. */
    private static Verdict verdict(List<Rejection> rejections) {
        Verdict verdict = Verdict.FITS;
        for (Rejection rejection : rejections) {
            Verdict consequence = switch (rejection) {
                case Rejection.TargetMissed _ -> Verdict.MISSES_SLA;
                case Rejection.QuotaExceeded _ -> Verdict.EXCEEDS_QUOTA;
                case Rejection.NoPlacement _, Rejection.DeadlineMissed _ -> Verdict.NO_FREE_CAPACITY;
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
