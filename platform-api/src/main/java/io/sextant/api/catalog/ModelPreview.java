package io.sextant.api.catalog;

import io.sextant.api.catalog.config.ModelReading;
import io.sextant.planner.hardware.Precision;
import java.util.List;

/**
 * What adding a model would add.
 *
 * @param weightSizes of every number format it could run in
 * @param fittingGpus titles of the GPU products that one of the profiles fits on
 * @param deployable an image is named
 */
public record ModelPreview(
        CatalogModel model,
        ModelReading reading,
        List<WeightSize> weightSizes,
        List<String> fittingGpus,
        boolean deployable) {
    private static final double BYTES_PER_GIB = 1024.0 * 1024 * 1024;

    public ModelPreview {
        weightSizes = List.copyOf(weightSizes);
        fittingGpus = List.copyOf(fittingGpus);
    }

    /** What the weights take in memory, over all GPUs of a replica. */
    public record WeightSize(Precision precision, double gib) {}

    static ModelPreview of(CatalogModel model, ModelReading reading, List<CatalogGpu> gpus) {
        return new ModelPreview(
                model,
                reading,
                DerivedProfiles.precisions(reading.weights()).stream()
                        .map(precision -> new WeightSize(
                                precision, reading.architecture().weightBytes(precision) / BYTES_PER_GIB))
                        .toList(),
                gpus.stream().filter(model::runsOn).map(CatalogGpu::title).toList(),
                model.isDeployable());
    }
}
