package io.sextant.api.catalog.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sextant.api.catalog.AttentionWording;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.Fact;
import io.sextant.api.catalog.NimProfile;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.ModelArchitecture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as the API tells it.
 *
 * @param addition absent where the model came with the platform
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelBody(
        @JsonUnwrapped Summary summary,
        Architecture architecture,
        List<Profile> profiles,
        List<FactBody> facts,
        String notes,
        @Nullable AdditionBody addition) {
    static ModelBody of(CatalogModel model) {
        return new ModelBody(
                Summary.of(model),
                Architecture.of(model.architecture()),
                model.profiles().stream().map(Profile::of).toList(),
                model.facts().stream().map(FactBody::of).toList(),
                model.notes(),
                AdditionBody.of(model.addition()));
    }

    /** What a list shows of a model; without an image it can be planned, but not deployed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Summary(
            String nimId,
            String title,
            String publisher,
            @Nullable String imageRepository,
            @Nullable String imageTag,
            boolean deployable,
            double parametersB,
            int contextTokens,
            String licence,
            String lifecycle,
            String lifecycleLabel,
            String metricFamily,
            int profileCount) {
        static Summary of(CatalogModel model) {
            return new Summary(
                    model.nimId(),
                    model.title(),
                    model.publisher(),
                    model.image() == null ? null : model.image().repository(),
                    model.image() == null ? null : model.image().tag(),
                    model.isDeployable(),
                    model.parametersB(),
                    model.contextTokens(),
                    model.licence(),
                    model.lifecycle().stage().key(),
                    model.lifecycle().label(),
                    model.metricFamily().key(),
                    model.profiles().size());
        }
    }

    /** The shape of the network, as its config.json describes it. */
    record Architecture(
            String weights,
            double totalParametersB,
            double activeParametersB,
            int layers,
            int kvLayers,
            int hiddenSize,
            int attentionHeads,
            int kvHeads,
            int headDimension,
            int vocabulary,
            double kvBytesPerToken16Bit,
            String attention,
            int slidingLayers,
            int slidingWindowTokens,
            boolean mixtureOfExperts) {
        static Architecture of(ModelArchitecture model) {
            return new Architecture(
                    model.id(),
                    model.totalParamsB(),
                    model.activeParamsB(),
                    model.layers(),
                    model.kvLayers(),
                    model.hidden(),
                    model.heads(),
                    model.kvHeads(),
                    model.headDim(),
                    model.vocab(),
                    model.kvBytesPerToken16bit(),
                    AttentionWording.of(model),
                    model.attention().slidingLayers(),
                    model.attention().slidingWindowTokens(),
                    model.isMixtureOfExperts());
        }
    }

    /** A NIM profile; {@code idIsDerived} warns that the image does not list this id. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Profile(
            String id,
            boolean idIsDerived,
            String name,
            String technicalName,
            String engine,
            String precision,
            int tensorParallel,
            int pipelineParallel,
            int gpusPerReplica,
            @Nullable String gpu,
            @Nullable String optimisedFor,
            String source,
            String confidence) {
        static Profile of(NimProfile profile) {
            Precision precision = profile.precision();
            return new Profile(
                    profile.id(),
                    profile.idOrigin() == NimProfile.IdOrigin.DERIVED,
                    profile.name(),
                    profile.technicalName(),
                    profile.engine().key(),
                    precision.label(),
                    profile.tensorParallel(),
                    profile.pipelineParallel(),
                    profile.gpusPerReplica(),
                    profile.gpu() == null ? null : profile.gpu().name(),
                    profile.qos() == null ? null : profile.qos().key(),
                    profile.source().source(),
                    profile.source().confidence().label());
        }
    }

    /** One claim with its source. */
    record FactBody(String name, String value, String source, String confidence) {
        static FactBody of(Fact fact) {
            return new FactBody(
                    fact.name(), fact.value(), fact.source(), fact.confidence().label());
        }
    }
}
