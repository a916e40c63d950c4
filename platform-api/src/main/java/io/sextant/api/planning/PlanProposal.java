package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.planner.hardware.Precision;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The candidate that can be submitted, with everything that is needed to deploy it: it leaves nothing to decide.
 *
 * @param digest changes when anything the team accepts changes: model, image, profile, GPU, cluster, replicas, price,
 *     promise, SLA, workload; not when free quota or free GPUs move
 * @param candidate id within the plan
 * @param status only what {@link PlanCandidate.Status#holdsSla} may be submitted
 * @param team slug
 * @param promise what one replica does with {@code scale.concurrency} requests in flight
 * @param priceId version of the GPU price that {@code cost} was made with
 * @param cacheGib volume for the model's files
 * @param sla absent for a batch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanProposal(
        String digest,
        String candidate,
        PlanCandidate.Status status,
        String team,
        Model model,
        Profile profile,
        Placement placement,
        Scale scale,
        Performance promise,
        PlanCost cost,
        UUID priceId,
        int cacheGib,
        @Nullable SlaSnapshot sla,
        PlanWorkload workload,
        PlanDemand demand,
        Instant plannedAt) {
    /**
     * The same with other bounds of replicas, at the price that was accepted; the digest stays that of the plan.
     *
     * <p>Priced are the replicas of the peak, as far as the bounds allow them.
     */
    public PlanProposal withReplicas(int min, int max) {
        int replicas = Math.clamp(scale.replicas(), min, max);
        Scale resized = new Scale(
                replicas,
                min,
                max,
                scale.concurrency(),
                scale.targetConcurrency(),
                Math.multiplyExact(max, placement.gpusPerReplica()),
                scale.coldStartSeconds());
        return new PlanProposal(
                digest,
                candidate,
                status,
                team,
                model,
                profile,
                placement,
                resized,
                promise,
                cost.withReplicas(scale.replicas(), replicas, placement.gpusPerReplica()),
                priceId,
                cacheGib,
                sla,
                workload,
                demand,
                plannedAt);
    }

    /**
     * The NIM.
     *
     * @param imageRepository without tag, such as {@code nvcr.io/nim/meta/llama-3.1-8b-instruct}; absent, as is the tag,
     *     where the catalogue has no image of the model: the proposal cannot be submitted then
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Model(
            String nimId,
            String name,
            @Nullable String imageRepository,
            @Nullable String imageTag) {}

    /**
     * The NIM profile.
     *
     * @param id 64 hexadecimal digits
     * @param idPublished whether the image lists that id; otherwise select by the other members
     * @param technicalName as NIM names profiles, such as {@code tensorrt_llm-h100-fp8-tp2-pp1-latency}
     * @param engine as NIM writes it, such as {@code tensorrt_llm}
     * @param gpuTag GPU it was built for, as NIM writes it; absent for a generic profile
     * @param qos {@code latency} or {@code throughput}; absent where the profile does not say
     * @param maxSequences most requests the engine runs at once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Profile(
            String id,
            boolean idPublished,
            String technicalName,
            String engine,
            Precision precision,
            int tensorParallel,
            int pipelineParallel,
            @Nullable String gpuTag,
            @Nullable String qos,
            int maxSequences) {}

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
     * @param minReplicas that run when the day's load is lowest; as many as at the peak where the load does not move
     * @param concurrency requests in flight per replica at the peak
     * @param targetConcurrency running requests per replica at which one more is started
     * @param quotaGpus what quota is charged: the GPUs of {@code maxReplicas}
     * @param coldStartSeconds from the load's growth to a new replica's first answer; 0 in proposals of earlier releases
     */
    public record Scale(
            int replicas,
            int minReplicas,
            int maxReplicas,
            int concurrency,
            int targetConcurrency,
            int quotaGpus,
            double coldStartSeconds) {}
}
