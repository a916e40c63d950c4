package io.sextant.planner.reference;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.ModelArchitecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * GPUs and models by name.
 *
 * @param gpusByName in the order of the file
 * @param modelsById in the order of the file
 */
public record Reference(Map<String, GpuProduct> gpusByName, Map<String, ModelArchitecture> modelsById, Names names) {

    public Reference {
        gpusByName = Collections.unmodifiableMap(new LinkedHashMap<>(gpusByName));
        modelsById = Collections.unmodifiableMap(new LinkedHashMap<>(modelsById));
    }

    /** What the module ships: the platform's catalogue, and models that measurements name but no NIM serves. */
    public static Reference load() {
        return Shipped.REFERENCE;
    }

    /** With these models in place of the shipped ones. */
    public Reference withModels(Path file) throws IOException {
        return new Reference(gpusByName, models(CsvTable.file(file)), names);
    }

    /** With these GPUs in place of the shipped ones. */
    public Reference withGpus(Path file) throws IOException {
        return new Reference(gpus(CsvTable.file(file)), modelsById, names);
    }

    public List<GpuProduct> gpus() {
        return List.copyOf(gpusByName.values());
    }

    public List<ModelArchitecture> models() {
        return List.copyOf(modelsById.values());
    }

    /** The GPU of exactly this name. */
    public GpuProduct gpu(String name) {
        return gpuNamed(name).orElseThrow(() -> new IllegalArgumentException("no GPU is named '%s'".formatted(name)));
    }

    /** The model of exactly this id. */
    public ModelArchitecture model(String id) {
        return modelNamed(id).orElseThrow(() -> new IllegalArgumentException("no model has the id '%s'".formatted(id)));
    }

    /** By name, in any case, or by a name that published measurements use. */
    public Optional<GpuProduct> gpuNamed(String name) {
        return Optional.ofNullable(gpusByName.get(name))
                .or(() -> names.gpu(name).map(gpusByName::get))
                .or(() -> gpusByName.values().stream()
                        .filter(gpu -> gpu.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    /** By id, by the id without its publisher or by a name that published measurements use; a precision may follow. */
    public Optional<ModelArchitecture> modelNamed(String name) {
        return Optional.ofNullable(modelsById.get(name))
                .or(() -> names.model(name).map(modelsById::get))
                .or(() -> modelsById.values().stream()
                        .filter(model -> Names.withoutPublisher(model.id()).equalsIgnoreCase(name))
                        .findFirst())
                .or(() -> Names.withoutPrecision(name).flatMap(this::modelNamed));
    }

    private static Map<String, GpuProduct> gpus(CsvTable table) {
        return byName(table, DataSheets::gpu, GpuProduct::name);
    }

    private static Map<String, ModelArchitecture> models(CsvTable table) {
        return byName(table, DataSheets::model, ModelArchitecture::id);
    }

    /** A model may be listed once for each NIM that serves it. */
    private static <T> Map<String, T> byName(CsvTable table, Function<CsvRow, T> parse, Function<T, String> name) {
        Map<String, T> values = new LinkedHashMap<>();
        table.map(parse).forEach(value -> values.putIfAbsent(name.apply(value), value));
        return values;
    }

    /** Read when first asked for. */
    private static final class Shipped {
        private static final Reference REFERENCE = read();

        private static Reference read() {
            Map<String, ModelArchitecture> models = models(CsvTable.resource("models.csv"));
            models.putAll(models(CsvTable.resource("more_models.csv")));
            return new Reference(gpus(CsvTable.resource("gpus.csv")), models, Names.of(CsvTable.resource("names.csv")));
        }
    }
}
