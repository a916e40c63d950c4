package io.sextant.api.catalog.web;

import io.sextant.api.catalog.ModelPreview;
import io.sextant.api.catalog.config.ReadField;
import java.util.List;

/**
 * What adding a model would add.
 *
 * @param parametersStated the caller stated the counts; otherwise they are the sum over the layers
 * @param computedTotalB 10^9, as the layers add up
 * @param understood what was read, with its key
 * @param remarks doubts and simplifications
 * @param fittingGpus GPU products that one of the profiles fits on
 */
record ModelPreviewBody(
        String nimId,
        String family,
        String weightFormat,
        boolean deployable,
        boolean parametersStated,
        double computedTotalB,
        ModelBody.Architecture architecture,
        List<Weights> weights,
        List<ModelBody.Profile> profiles,
        List<String> fittingGpus,
        List<ReadField> understood,
        List<String> remarks) {
    /** Size of the weights over all GPUs of a replica. */
    record Weights(String precision, double gib) {}

    static ModelPreviewBody of(ModelPreview preview) {
        return new ModelPreviewBody(
                preview.model().nimId(),
                preview.reading().family(),
                preview.reading().weights().label(),
                preview.deployable(),
                preview.reading().parametersStated(),
                preview.reading().computedTotalB(),
                ModelBody.Architecture.of(preview.model().architecture()),
                preview.weightSizes().stream()
                        .map(size -> new Weights(size.precision().label(), size.gib()))
                        .toList(),
                preview.model().profiles().stream().map(ModelBody.Profile::of).toList(),
                preview.fittingGpus(),
                preview.reading().fields(),
                preview.reading().remarks());
    }
}
