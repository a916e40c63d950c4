package io.sextant.api.deployment.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment is doing, in words and numbers.
 *
 * @param sentence what is going on
 * @param remedy what the reader can do; empty where there is nothing to do but wait
 * @param since when the phase's cause was last seen to change
 * @param steps the way to Ready; empty while stopped or being removed
 * @param endpointUrl base URL of the OpenAI-compatible API, while it serves
 * @param expectedReadyAt the usual time; absent once it was ready
 * @param expectedFromStarts how many past starts of the same model, GPUs and cluster the usual time is the median of; 0 where it
 *     comes from published figures, for there were none
 * @param observedAt when its cluster last reported on the current generation
 * @param clusterSilent the cluster's deployer has not called lately, so this may be out of date
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeploymentStatus(
        Phase phase,
        StatusReason reason,
        String sentence,
        String remedy,
        Instant since,
        List<ProgressStep> steps,
        int readyReplicas,
        int desiredReplicas,
        @Nullable String endpointUrl,
        @Nullable Instant expectedReadyAt,
        @Nullable Integer expectedFromStarts,
        @Nullable Instant observedAt,
        boolean clusterSilent) {
    public DeploymentStatus {
        steps = List.copyOf(steps);
    }

    /** What a platform administrator should look at; empty where nothing is wrong. */
    @JsonProperty
    public String forOperators() {
        return reason.forOperators();
    }
}
