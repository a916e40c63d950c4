package io.sextant.contract.nim;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the NIM Operator says of a NIMCache.
 *
 * @param state empty, PVC-Created, Started, InProgress, Pending, Ready, Failed or NotReady
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NimCacheStatus(
        @Nullable String state,
        @Nullable String pvc,
        @Nullable List<Profile> profiles,
        @Nullable List<io.fabric8.kubernetes.api.model.Condition> conditions) {
    /** A downloaded profile with its tags. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Profile(
            String name,
            @Nullable String model,
            @Nullable String release,
            @Nullable Map<String, String> config) {}
}
