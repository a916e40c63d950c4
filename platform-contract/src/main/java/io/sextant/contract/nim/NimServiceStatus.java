package io.sextant.contract.nim;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the NIM Operator says of a NIMService.
 *
 * @param state Pending, NotReady, Ready or Failed
 * @param availableReplicas never set by the operator: read the Deployment
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NimServiceStatus(
        @Nullable String state,
        @Nullable Integer availableReplicas,
        @Nullable Model model,
        @Nullable List<io.fabric8.kubernetes.api.model.Condition> conditions) {
    /**
     * The served model.
     *
     * @param clusterEndpoint cluster IP and port, without a scheme
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Model(
            @Nullable String name,
            @Nullable String clusterEndpoint,
            @Nullable String externalEndpoint) {}
}
