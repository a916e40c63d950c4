package io.sextant.planner.performance;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;

/**
 * Many requests at once on one replica: in-flight batching in a closed loop, formula by formula as in docs/planner.md.
 *
 * <p>Every running sequence pays its own decode steps and the prefill of each sequence that takes a slot during its life;
 * requests beyond the batch wait for a slot.
 */
public final class LoadModel {

    /** An answer's tokens never come closer together than this share of a step, whatever the factors say. */
    private static final double LEAST_STEP_SHARE = 0.8;

    /** Of the steps of its own answer a request waits for no more than this share before it begins. */
    private static final double MOST_STEPS_WAITED = 0.2;

    private final StepTimes steps;
    private final MemoryFit memory;
    private final Workload workload;
    private final EfficiencyFactors factors;
    private final double extraInFlight;
    private final double queueSeen;
    private final double openingBurst;
    private final double prefillMs;
    private final double occupancyMs;
    private final double osl;
    private final int chunks;
    private final double maxBatch;

    /** An engine that was seen to run has room for one sequence, whatever the memory model says. */
    public LoadModel(
            GpuProduct gpu,
            ModelArchitecture model,
            EngineProfile profile,
            Workload workload,
            EfficiencyFactors factors,
            Conditions conditions) {
        this.steps = new StepTimes(gpu, model, profile, factors);
        this.memory = MemoryFit.of(gpu, model, profile);
        this.workload = workload;
        this.factors = factors;
        this.extraInFlight = conditions.isMeasured() ? factors.of(Factor.EXTRA_IN_FLIGHT) : 0;
        this.queueSeen = conditions.isMeasured() ? factors.of(Factor.QUEUE_SEEN) : 1;
        this.openingBurst = conditions.isMeasured() ? factors.of(Factor.OPENING_BURST) : 0;
        this.osl = workload.osl().mean();
        double tokens = workload.newInputTokens();
        this.prefillMs = steps.prefillMs(tokens, workload.isl().mean());
        double saved = factors.of(Factor.RIDE_ALONG)
                / (1 + factors.of(Factor.RIDE_ALONG))
                * steps.prefillSharedMs(tokens, workload.isl().mean());
        this.occupancyMs = (prefillMs - saved) / profile.pipelineParallel();
        this.chunks = (int) Math.ceil(tokens / profile.maxBatchedTokens());
        this.maxBatch = conditions.isMeasured() ? seenBatch(profile) : memory.maxBatch(workload);
        if (maxBatch < 1) {
            throw new IllegalArgumentException("%s on %s with profile %s has no room for one sequence"
                    .formatted(model.id(), gpu.name(), profile.id()));
        }
    }

    /** Where the engine was seen, so was its KV space; elsewhere nothing is ever added to what was computed. */
    private double seenBatch(EngineProfile profile) {
        double found = memory.sequences(workload) * factors.of(Factor.KV_SPACE);
        return Math.clamp(found, 1, profile.maxSequences());
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
    public double maxBatch() {
        return maxBatch;
    }

    /** One prompt computed alone. */
    public double prefillMs() {
        return prefillMs;
    }

    /** How long one prompt keeps the others waiting. */
    public double occupancyMs() {
        return occupancyMs;
    }

    /** The highest throughput this engine reaches with this workload. */
    public double maxRequestsPerMs() {
        return maxBatch / serviceMs(maxBatch, stepMs(maxBatch));
    }

    /** Means per request with so many in flight. */
    public MeanPoint at(double concurrency) {
        double batch = Math.min(concurrency, maxBatch);
        double step = stepMs(batch);
        double service = serviceMs(batch, step);
        double waiting = (concurrency - batch) * queueSeen;
        double wait = service * (waiting + extraInFlight) / batch;
        double firstToken = Math.min(firstTokenMs(batch, step), service - (osl - 1) * step * LEAST_STEP_SHARE);
        double ttft = firstToken + wait;
        double e2e = service + wait;
        double itl = osl > 1 ? (service - firstToken) / (osl - 1) : step;
        return new MeanPoint(concurrency, (batch + waiting) / concurrency, batch, step, wait, ttft, itl, e2e, osl);
    }

    /** A batch that starts together, is prefilled together and ends together. */
    public MeanPoint staticBatch(int requests) {
        double isl = workload.isl().mean();
        double ttft = steps.prefillMs(requests * workload.newInputTokens(), isl);
        double step = stepMs(requests);
        return new MeanPoint(requests, 1, requests, step, 0, ttft, step, ttft + step * Math.max(0, osl - 1), osl);
    }

    double stepMs(double batch) {
        return steps.decodeStepMs(batch, workload.meanContext());
    }

    /** Time a sequence holds its slot. The request's base time is inside, so that TTFT never exceeds E2E. */
    private double serviceMs(double batch, double step) {
        return factors.of(Factor.REQUEST_BASE_MS) + osl * step + prefillMs + (batch - 1) * occupancyMs;
    }

    /** The prompt itself, those computed with it or before it, and the steps it waits for. */
    private double firstTokenMs(double batch, double step) {
        double own = workload.newInputTokens();
        double withOthers =
                steps.prefillMs(own * (1 + promptsAhead(batch)), workload.isl().mean());
        double others = (withOthers - prefillMs) / steps.stages();
        double whileOthersRun = 1 - 1 / Math.max(1, batch);
        double stepsWaited = Math.min(factors.of(Factor.STEPS_WAITED), MOST_STEPS_WAITED * osl) * whileOthersRun;
        double waited = (stepsWaited + chunks - 1) * step;
        return factors.of(Factor.REQUEST_BASE_MS) + prefillMs + others + waited;
    }

    /**
     * Prompts that arrive together with one, on average, while so many sequences run. The first of a wave is on its way before
     * the others come; of an opening burst half are ahead.
     */
    public double promptsAhead(double batch) {
        double spreading = 1
                / (occupancyMs / (factors.of(Factor.PROMPT_SPREADING) * osl * stepMs(batch))
                        + workload.newInputTokens() / factors.of(Factor.WAVE_TOKENS));
        double others = batch - 1;
        double wave = factors.of(Factor.PROMPT_SYNCHRONY)
                * (others / batch)
                * others
                / Math.pow(1 + others / spreading, factors.of(Factor.WAVE_SATURATION));
        return wave + openingBurst * others / 2;
    }
}
