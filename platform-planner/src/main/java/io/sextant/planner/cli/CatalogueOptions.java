package io.sextant.planner.cli;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.reference.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where models and GPUs are described: in the jar unless files say otherwise. */
final class CatalogueOptions {

    @Option(names = "--models", paramLabel = "FILE", description = "models (CSV) in place of those in the jar")
    @Nullable
    Path models;

    @Option(names = "--gpus", paramLabel = "FILE", description = "GPUs (CSV) in place of those in the jar")
    @Nullable
    Path gpus;

    Reference reference() throws IOException {
        Reference reference = Reference.load();
        if (models != null) {
            reference = reference.withModels(models);
        }
        return gpus == null ? reference : reference.withGpus(gpus);
    }

    static ModelArchitecture model(Reference reference, String name) {
        return reference
                .modelNamed(name)
                .orElseThrow(() -> new InvalidInput(
                        "no model is named '%s'".formatted(name),
                        Similar.remedy(
                                name, reference.modelsById().keySet(), "--models FILE describes other models.")));
    }

    /** All of them when none is named. */
    static List<GpuProduct> gpus(Reference reference, List<String> names) {
        if (names.isEmpty()) {
            return reference.gpus();
        }
        List<GpuProduct> gpus = new ArrayList<>();
        for (String name : names) {
            GpuProduct gpu = gpu(reference, name);
            if (!gpus.contains(gpu)) {
                gpus.add(gpu);
            }
        }
        return gpus;
    }

    static GpuProduct gpu(Reference reference, String name) {
        return reference
                .gpuNamed(name)
                .orElseThrow(() -> new InvalidInput(
                        "no GPU is named '%s'".formatted(name),
                        Similar.remedy(name, reference.gpusByName().keySet(), "--gpus FILE describes other GPUs.")));
    }
}
