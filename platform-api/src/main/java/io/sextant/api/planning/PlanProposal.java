package io.sextant.api.planning;

import io.sextant.planner.hardware.Precision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The candidate that can be submitted, with everything that is needed to deploy it: it leaves nothing to decide.
 *
 * @param digest changes when anything the team accepts changes: model, image, profile, GPU, cluster, replicas, price,
 *     promise, SLA, workload; not when free quota or free GPUs move
 * @param candidate id within the plan
 * @param team slug
 * @param promise what one replica does with {@code scale.concurrency} requests in flight
 * @param cacheGib volume for the model's files
 * @param sla absent for a batch
 */
public record PlanProposal(
        String digest,
        String candidate,
        String team,
        Model model,
        Profile profile,
        Placement placement,
        Scale scale,
        Performance promise,
        PlanCost cost,
        int cacheGib,
        @Nullable SlaTerms sla,
        PlanWorkload workload,
        PlanDemand demand,
        Instant plannedAt) {
    /**
     * The NIM.
     *
     * @param imageRepository without tag, such as {@code nvcr.io/nim/meta/llama-3.1-8b-instruct}
     */
    public record Model(String nimId, String name, String imageRepository, String imageTag) {}

    /**
     * The NIM profile.
     *
     * @param maxSequences most requests the engine runs at once
     */
    public record Profile(
            String id, String title, Precision precision, int tensorParallel, int pipelineParallel, int maxSequences) {}

    /**
     * Where it runs.
     *
     * @param gpuProduct the node label {@code nvidia.com/gpu.product}
     * @param gpuName for people
     */
    public record Placement(String cluster, String gpuProduct, String gpuName, int gpusPerReplica) {}

    /**
     * How many run.
     *
     * @param replicas at the peak, what is priced
     * @param concurrency requests in flight per replica at the peak
     * @param targetConcurrency running requests per replica at which one more is started
     * @param quotaGpus what quota is charged: the GPUs of {@code maxReplicas}
     */
    public record Scale(
            int replicas, int minReplicas, int maxReplicas, int concurrency, int targetConcurrency, int quotaGpus) {}
}
