package io.sextant.planner.performance;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.units.Quantity;

/**
 * Latency and throughput of one replica under one workload, for any number of requests in flight.
 *
 * <p>A closed loop with in-flight batching: every running sequence pays its own decode steps and the prefill of each
 * sequence that takes a slot during its life; requests beyond the batch wait for a slot.
 */
public final class PerformanceModel {

    /** Spread of lengths from which prompts no longer arrive in step. */
    private static final double UNSYNCHRONISED_SPREAD = 0.3;

    /** The cautious end of the 0.1 to 0.3 seen with random lengths. */
    private static final double UNSYNCHRONISED_SHARE = 0.3;

    private final StepTimes steps;
    private final MemoryFit memory;
    private final Workload workload;
    private final EfficiencyFactors factors;
    private final ErrorBand band;
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
                gpu, model, profile, workload, EfficiencyFactors.starting(gpu, profile.precision()));
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
        double prefillWork = batch * occupancyMs();
        return new OperatingPoint(
                concurrency,
                batch,
                band.ttft(ttftMs),
                band.itl(itlMs),
                band.e2e(e2eMs),
                band.throughput(requestsPerMs * 1000 * osl),
                band.throughput(requestsPerMs * 1000),
                queueWaitMs,
                prefillMs(),
                memory.kvUse(batch, workload),
                requestsPerMs / maxRequestsPerMs,
                prefillWork / (prefillWork + osl * stepMs),
                workload.osl());
    }

    private double stepMs(double batch) {
        return steps.decodeStepMs(batch, workload.meanContext());
    }

    /** Time a sequence holds its slot. The request's base time is inside, so that TTFT never exceeds E2E. */
    private double serviceMs(double batch) {
        return factors.requestBaseMs()
                + workload.osl().mean() * stepMs(batch)
                + prefillMs()
                + (batch - 1) * occupancyMs();
    }

    /** The prompt itself and those computed before it, which the length of a decode life spreads out. */
    private double firstTokenMs(double batch, double stepMs) {
        double spreading = factors.prefillOverlap() * workload.osl().mean() * stepMs / occupancyMs();
        double before = synchrony() * (batch - 1) / (1 + (batch - 1) / spreading);
        return prefillMs() + before * occupancyMs();
    }

    private double synchrony() {
        double spread = Math.max(workload.isl().spread(), workload.osl().spread());
        double random = Math.min(1, spread / UNSYNCHRONISED_SPREAD);
        return factors.prefillSync() * (1 - random * (1 - UNSYNCHRONISED_SHARE));
    }

    private double prefillMs() {
        return steps.prefillMs(workload.newInputTokens(), workload.isl().mean());
    }

    private double occupancyMs() {
        return steps.prefillOccupancyMs(
                workload.newInputTokens(), workload.isl().mean());
    }
}
