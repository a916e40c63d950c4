package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.capacity.SlaMiss;
import io.sextant.planner.capacity.SlaTarget;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.units.Display;
import io.sextant.planner.units.Percentile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Follows a candidate from today's load to the peak, once with the replicas of today and once with more of them. */
final class PathSearch {

    private static final int STEPS = 12;

    /** Rounding noise must not cost a replica or a request in flight. */
    private static final double TOLERANCE = 1e-9;

    private final PlanInput input;
    private final Demand.Online demand;
    private final Candidate candidate;
    private final PerformanceModel model;
    private final Sla sla;
    private final Percentile percentile;
    private final LoadUnit unit;
    private final double peak;
    private final double today;

    PathSearch(PlanInput input, Demand.Online demand, EvaluatedPairing pairing, Candidate candidate) {
        this.input = input;
        this.demand = demand;
        this.candidate = candidate;
        this.model = pairing.pairing().performance();
        this.sla = input.bindingSla();
        this.percentile = sla.percentile();
        this.unit = switch (demand) {
            case Demand.RequestRate _ -> LoadUnit.REQUESTS_PER_SECOND;
            case Demand.ConcurrentUsers _ -> LoadUnit.USERS;
        };
        this.peak = switch (demand) {
            case Demand.RequestRate rate -> rate.peakRequestsPerSecond();
            case Demand.ConcurrentUsers users -> users.users();
        };
        this.today = peak * demand.todayShare();
    }

    ScalingPaths paths() {
        return new ScalingPaths(candidate, percentile, unit, today, peak, moreConcurrency(), moreReplicas());
    }

    private ScalingPath moreConcurrency() {
        int replicas = candidate.sizing().replicasAt(demand.todayShare());
        List<PathLimit> limits = new ArrayList<>(brokenTargets(replicas));
        if (!isSustained(peak, replicas)) {
            double most = mostOf(replicas);
            limits.add(new PathLimit(
                    PathLimit.Kind.THROUGHPUT,
                    most,
                    "%s finish at most %s; beyond that the queue grows without end."
                            .formatted(replicasText(replicas), unit.readable(most))));
        }
        limits.sort(Comparator.comparingDouble(PathLimit::load));
        List<PathPoint> points = loads().filter(load -> load == today || isSustained(load, replicas))
                .mapToObj(load -> pathPoint(load, replicas))
                .toList();
        return new ScalingPath("More concurrency on the same GPUs", points, limits);
    }

    private List<PathLimit> brokenTargets(int replicas) {
        OperatingPoint atPeak = pointAt(peak, replicas);
        return sla.targets().stream()
                .map(target -> sla.only(target.term()))
                .filter(target -> !target.isMetBy(atPeak))
                .map(target -> brokenTarget(target, atPeak, replicas))
                .toList();
    }

    /** Latencies never fall with concurrency, so bisection finds the first one that misses the target. */
    private PathLimit brokenTarget(Sla target, OperatingPoint atPeak, int replicas) {
        int holds = 0;
        OperatingPoint misses = atPeak;
        while (misses.concurrency() - holds > 1) {
            OperatingPoint middle = model.at((holds + misses.concurrency()) >>> 1);
            if (target.isMetBy(middle)) {
                holds = middle.concurrency();
            } else {
                misses = middle;
            }
        }
        SlaMiss miss = target.misses(misses).getFirst();
        double load = holds == 0 ? 0 : Math.min(peak, replicas * loadOf(model.at(holds)));
        String reason = MissSentence.of(miss, misses, input.workload());
        String sentence = holds == 0
                ? "Even one request at a time misses a target: " + reason
                : "%s hold it up to %s with %d in flight each; with one more %s"
                        .formatted(replicasText(replicas), unit.readable(load), holds, reason);
        return new PathLimit(PathLimit.Kind.of(miss.term()), load, sentence);
    }

    private ScalingPath moreReplicas() {
        List<PathPoint> points = loads().mapToObj(
                        load -> pathPoint(load, candidate.sizing().replicasAt(load / peak)))
                .toList();
        List<PathLimit> limits = new ArrayList<>();
        for (SlaTarget target : sla.targets()) {
            points.stream()
                    .filter(point -> !sla.only(target.term()).isMetBy(point.point()))
                    .findFirst()
                    .ifPresent(point -> limits.add(missed(sla.only(target.term()), point)));
        }
        GpuOffer offer = candidate.offer();
        int gpus = candidate.gpusPerReplica();
        addSupplyLimit(
                limits,
                PathLimit.Kind.QUOTA,
                offer.quotaFreeGpus() / gpus,
                "the quota leaves %s GPUs".formatted(Display.count(offer.quotaFreeGpus())));
        addSupplyLimit(
                limits,
                PathLimit.Kind.FREE_GPUS,
                offer.placeableReplicas(gpus),
                "the nodes have room for %s now".formatted(replicasText(offer.placeableReplicas(gpus))));
        limits.sort(Comparator.comparingDouble(PathLimit::load));
        return new ScalingPath("More replicas", points, limits);
    }

    private PathLimit missed(Sla target, PathPoint at) {
        SlaMiss miss = target.misses(at.point()).getFirst();
        String sentence = "At %s with %s of %d in flight each: %s"
                .formatted(
                        unit.readable(at.load()),
                        replicasText(at.replicas()),
                        at.concurrency(),
                        MissSentence.of(miss, at.point(), input.workload()));
        return new PathLimit(PathLimit.Kind.of(miss.term()), at.load(), sentence);
    }

    private void addSupplyLimit(List<PathLimit> limits, PathLimit.Kind kind, int most, String supply) {
        if (candidate.replicas() > most) {
            int redundant = candidate.sizing().redundantReplicas();
            double load =
                    Math.max(0, most - redundant) * peak / candidate.sizing().exactReplicas();
            limits.add(new PathLimit(
                    kind,
                    load,
                    "Replicas can be added up to %s: %s, and the peak needs %s of %d GPUs."
                            .formatted(
                                    unit.readable(load),
                                    supply,
                                    replicasText(candidate.replicas()),
                                    candidate.gpusPerReplica())));
        }
    }

    private DoubleStream loads() {
        return today == peak
                ? DoubleStream.of(peak)
                : IntStream.rangeClosed(0, STEPS)
                        .mapToDouble(step -> step == STEPS ? peak : today + (peak - today) * step / STEPS);
    }

    private PathPoint pathPoint(double load, int replicas) {
        OperatingPoint point = pointAt(load, replicas);
        int gpus = replicas * candidate.gpusPerReplica();
        return new PathPoint(
                load,
                demand.requestsPerSecond(point) * load / peak,
                replicas,
                gpus,
                point,
                point.ttftMs(percentile),
                point.itlMs(percentile),
                point.e2eMs(percentile),
                candidate.offer().pricePerGpuHour().times((long) gpus),
                sla.misses(point));
    }

    /** The fewest requests in flight per replica that finish the load; the full batch when none does. */
    private OperatingPoint pointAt(double load, int replicas) {
        double each = load / replicas * (1 - TOLERANCE);
        int below = 0;
        int enough = mostInFlight(each);
        while (enough - below > 1) {
            int middle = (below + enough) >>> 1;
            if (loadOf(model.at(middle)) < each) {
                below = middle;
            } else {
                enough = middle;
            }
        }
        return model.at(enough);
    }

    /** Users wait for their own answers, so there are never more requests than users. */
    private int mostInFlight(double loadPerReplica) {
        return switch (unit) {
            case REQUESTS_PER_SECOND -> model.maxBatch();
            case USERS -> (int) Math.max(1, Math.ceil(loadPerReplica));
        };
    }

    private boolean isSustained(double load, int replicas) {
        return unit == LoadUnit.USERS || load * (1 - TOLERANCE) <= mostOf(replicas);
    }

    private double mostOf(int replicas) {
        return replicas * loadOf(model.at(model.maxBatch()));
    }

    /** The load that keeps one replica at this point. */
    private double loadOf(OperatingPoint point) {
        double rate = point.requestsPerSecond().value();
        return switch (demand) {
            case Demand.RequestRate _ -> rate;
            case Demand.ConcurrentUsers users -> point.concurrency() + rate * users.thinkTimeSeconds();
        };
    }

    private static String replicasText(int count) {
        return count == 1 ? "1 replica" : Display.count(count) + " replicas";
    }
}
