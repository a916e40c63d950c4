package io.sextant.planner.performance;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.units.Quantity;
import java.util.OptionalInt;

/**
 * Latency and throughput of one replica under one workload, for any number of requests in flight.
 *
 * <p>A closed loop with in-flight batching: every running sequence pays its own decode steps and the prefill of each
 * sequence that takes a slot during its life; requests beyond the batch wait for a slot.
 */
public final class PerformanceModel {

    private final StepTimes steps;
    private final MemoryFit memory;
    private final Workload workload;
    private final EfficiencyFactors factors;
    private final ErrorBand band;
    private final double synchrony;
    private final double prefillMs;
    private final double occupancyMs;
    private final int maxBatch;
    private final double maxRequestsPerMs;

    public PerformanceModel(
            GpuProduct gpu,
            ModelArchitecture model,
            EngineProfile profile,
            Workload workload,
            EfficiencyFactors factors) {
        this.steps = new StepTimes(gpu, model, profile, factors);
        this.memory = MemoryFit.of(gpu, model, profile);
        this.workload = workload;
        this.factors = factors;
        this.band = ErrorBand.of(gpu, model);
        this.synchrony = Synchrony.of(workload);
        this.prefillMs =
                steps.prefillMs(workload.newInputTokens(), workload.isl().mean());
        this.occupancyMs = steps.prefillOccupancyMs(
                workload.newInputTokens(), workload.isl().mean());
        this.maxBatch = memory.maxBatch(workload);
        if (maxBatch < 1) {
            throw new IllegalArgumentException("%s on %s with profile %s has no room for one sequence"
                    .formatted(model.id(), gpu.name(), profile.id()));
        }
        this.maxRequestsPerMs = maxBatch / serviceMs(maxBatch);
    }

    /** With the published starting factors. */
    public static PerformanceModel untuned(
            GpuProduct gpu, ModelArchitecture model, EngineProfile profile, Workload workload) {
        return new PerformanceModel(
                gpu, model, profile, workload, EfficiencyFactors.starting(gpu, model, profile.precision()));
    }

    public StepTimes steps() {
        return steps;
    }

    public MemoryFit memory() {
        return memory;
    }

    public Workload workload() {
        return workload;
    }

    /** Sequences that run at once. More requests than that wait and add no throughput. */
    public int maxBatch() {
        return maxBatch;
    }

    /** Means are per request; X = b/S, E2E = C/X, TTFT as in docs/planner.md, ITL = (E2E - TTFT)/(OSL - 1). */
    public OperatingPoint at(int concurrency) {
        Quantity.positive("concurrency", concurrency);
        int batch = Math.min(concurrency, maxBatch);
        double stepMs = stepMs(batch);
        double serviceMs = serviceMs(batch);
        double requestsPerMs = batch / serviceMs;
        double queueWaitMs = serviceMs * (concurrency - batch) / batch;
        double e2eMs = serviceMs + queueWaitMs;
        double ttftMs = factors.requestBaseMs() + firstTokenMs(batch, stepMs) + queueWaitMs;
        double osl = workload.osl().mean();
        double itlMs = osl > 1 ? Math.max(stepMs, (e2eMs - ttftMs) / (osl - 1)) : stepMs;
        double prefillWork = batch * occupancyMs;
        return new OperatingPoint(
                concurrency,
                batch,
                band.ttft(ttftMs),
                band.itl(itlMs),
                band.e2e(e2eMs),
                band.throughput(requestsPerMs * 1000 * osl),
                band.throughput(requestsPerMs * 1000),
                queueWaitMs,
                prefillMs,
                memory.kvUse(batch, workload),
                requestsPerMs / maxRequestsPerMs,
                prefillWork / (prefillWork + osl * stepMs),
                workload.osl());
    }

    /**
     * Requests in flight when they arrive at this rate; empty when that is more than the engine can finish. By Little's
     * law it is the concurrency whose own throughput is the rate.
     */
    public OptionalInt concurrencyAt(double requestsPerSecond) {
        Quantity.positive("request rate", requestsPerSecond);
        if (requestsPerSecond > maxRequestsPerMs * 1000) {
            return OptionalInt.empty();
        }
        int below = 0;
        int enough = maxBatch;
        while (enough - below > 1) {
            int middle = (below + enough) >>> 1;
            if (middle / serviceMs(middle) * 1000 < requestsPerSecond) {
                below = middle;
            } else {
                enough = middle;
            }
        }
        return OptionalInt.of(enough);
    }

    private double stepMs(double batch) {
        return steps.decodeStepMs(batch, workload.meanContext());
    }

    /** Time a sequence holds its slot. The request's base time is inside, so that TTFT never exceeds E2E. */
    private double serviceMs(double batch) {
        return factors.requestBaseMs() + workload.osl().mean() * stepMs(batch) + prefillMs + (batch - 1) * occupancyMs;
    }

    /** The prompt itself and those computed before it, which the length of a decode life spreads out. */
    private double firstTokenMs(double batch, double stepMs) {
        double spreading = factors.prefillOverlap() * workload.osl().mean() * stepMs / occupancyMs;
        double before = factors.prefillSync() * synchrony * (batch - 1) / (1 + (batch - 1) / spreading);
        return prefillMs + before * occupancyMs;
    }
}
