package io.sextant.contract.nim;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a NIMCache downloads and where it keeps it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NimCacheSpec(
        Source source,
        Storage storage,
        @Nullable Resources resources,
        @Nullable List<Toleration> tolerations,
        @Nullable Long userID,
        @Nullable Long groupID) {

    /** Where the weights come from; Sextant uses NGC only. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(Ngc ngc) {}

    /**
     * Weights from NGC.
     *
     * @param modelPuller the NIM's image with its tag
     * @param authSecret a Secret with the key {@code NGC_API_KEY}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ngc(
            String modelPuller,
            String authSecret,
            @Nullable String pullSecret,
            @Nullable Model model) {}

    /** The profiles to download, by their 64-hex ids. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Model(List<String> profiles) {}

    /** The volume for the weights. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Storage(Pvc pvc) {}

    /**
     * A persistent volume claim, made by the operator when {@code create}.
     *
     * @param volumeAccessMode ReadWriteOnce pins all replicas to one node; ReadWriteMany for more than one
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pvc(
            boolean create,
            @Nullable String name,
            @Nullable String storageClass,
            String size,
            String volumeAccessMode) {}

    /** For the download job. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Resources(@Nullable String cpu, @Nullable String memory) {}
}
