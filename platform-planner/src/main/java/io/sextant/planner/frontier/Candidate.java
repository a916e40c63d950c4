package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Autoscaling;
import io.sextant.planner.capacity.MemoryUse;
import io.sextant.planner.capacity.Sizing;
import io.sextant.planner.cost.Cost;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.MemoryFit;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.units.Display;
import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Percentile;
import java.util.List;

/**
 * One way to serve the demand: a profile on a pool, so many requests in flight per replica, and the replicas that
 * follow from it.
 *
 * @param id stable name within a plan: pool, profile and concurrency
 * @param point what one replica does at the planned concurrency
 * @param rejections every reason against it; empty when it fits
 */
public record Candidate(
        String id,
        GpuOffer offer,
        EngineProfile profile,
        MemoryFit memoryFit,
        OperatingPoint point,
        Sizing sizing,
        Autoscaling autoscaling,
        Cost cost,
        Verdict verdict,
        List<Rejection> rejections) {

    private static final double MS_PER_HOUR = 3_600_000;

    public Candidate {
        rejections = List.copyOf(rejections);
    }

    public int concurrency() {
        return point.concurrency();
    }

    public int replicas() {
        return sizing.replicas();
    }

    public int gpusPerReplica() {
        return profile.gpusPerReplica();
    }

    /** GPUs at the peak: what is priced. */
    public int gpus() {
        return replicas() * gpusPerReplica();
    }

    /** GPUs that quota must cover: those of the most replicas autoscaling may start. */
    public int quotaGpus() {
        return autoscaling.maxReplicas() * gpusPerReplica();
    }

    /**
     * The latency that candidates are compared by, as the model expects it: the whole request, or the whole batch where
     * only its deadline counts.
     */
    public double latencyMs(Percentile percentile) {
        Estimate batchHours = sizing.batchHours();
        return batchHours == null ? point.e2eMs(percentile).value() : batchHours.value() * MS_PER_HOUR;
    }

    /** Where the memory of each GPU goes. */
    public MemoryUse memory() {
        return MemoryUse.of(offer.gpu(), memoryFit, point);
    }

    public double outputTokensPerSecondPerGpu() {
        return point.outputTokensPerSecond().value() / gpusPerReplica();
    }

    /** Such as 2 replicas of 2 x H100-SXM-80GB (fp8-tp2), 16 requests each. */
    public String summary() {
        return Display.count(replicas()) + (replicas() == 1 ? " replica of " : " replicas of ") + gpusPerReplica()
                + " x "
                + offer.gpu().name() + " (" + profile.id() + "), " + Display.count(concurrency())
                + (concurrency() == 1 ? " request each" : " requests each");
    }
}
