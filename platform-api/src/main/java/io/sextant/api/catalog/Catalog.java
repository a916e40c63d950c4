package io.sextant.api.catalog;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.reference.ReferenceTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** All models and GPU products the platform knows; read once at start, which fails on a row that cannot be right. */
@Component
public class Catalog {
    private final Map<String, CatalogGpu> gpus;
    private final Map<String, CatalogModel> models;

    @Autowired
    Catalog() {
        this(
                ReferenceTable.shipped("gpus.csv"),
                ReferenceTable.shipped("models.csv"),
                ReferenceTable.shipped("nim_profiles.csv"));
    }

    Catalog(ReferenceTable gpuTable, ReferenceTable modelTable, ReferenceTable profileTable) {
        this.gpus = byKey(GpuReader.read(gpuTable), CatalogGpu::name);
        this.models = byKey(ModelReader.read(modelTable, ProfileReader.read(profileTable, gpus)), CatalogModel::nimId);
    }

    /** The models that match, in the catalogue's order: by publisher, then title. */
    public List<CatalogModel> models(ModelFilter filter) {
        Optional<CatalogGpu> on = Optional.ofNullable(filter.gpu()).map(this::gpu);
        return models.values().stream()
                .filter(filter::matches)
                .filter(model -> on.map(model::runsOn).orElse(true))
                .toList();
    }

    /** The model of that id; the problem names the nearest ids there are. */
    public CatalogModel model(String nimId) {
        CatalogModel model = models.get(nimId);
        if (model == null) {
            throw missing("model", nimId, models.keySet());
        }
        return model;
    }

    /** All GPU products, in the order of the reference data: small ones first. */
    public List<CatalogGpu> gpus() {
        return List.copyOf(gpus.values());
    }

    /** The GPU product of that name; the problem names the nearest names there are. */
    public CatalogGpu gpu(String name) {
        CatalogGpu gpu = gpus.get(name);
        if (gpu == null) {
            throw missing("gpu", name, gpus.keySet());
        }
        return gpu;
    }

    /** The GPU product that nodes call by this value of {@code nvidia.com/gpu.product}; empty if it is not known. */
    public Optional<CatalogGpu> gpuByLabel(String productLabel) {
        return gpus.values().stream()
                .filter(gpu -> gpu.productLabel().equals(productLabel))
                .findFirst();
    }

    /** The name of the GPU product that nodes call by this value, or that value itself where it is not known. */
    public String gpuName(String productLabel) {
        return gpuByLabel(productLabel).map(CatalogGpu::name).orElse(productLabel);
    }

    /** The same with the product's name for people. */
    public String gpuTitle(String productLabel) {
        return gpuByLabel(productLabel).map(CatalogGpu::title).orElse(productLabel);
    }

    /** The publishers there are, to choose from. */
    public List<String> publishers() {
        return distinct(CatalogModel::publisher);
    }

    /** The licences there are, to choose from. */
    public List<String> licences() {
        return distinct(CatalogModel::licence);
    }

    private List<String> distinct(Function<CatalogModel, String> property) {
        return models.values().stream().map(property).distinct().sorted().toList();
    }

    private static PlatformProblem.NotFound missing(String kind, String id, Collection<String> known) {
        return new PlatformProblem.NotFound(
                kind,
                id,
                "The nearest names are " + String.join(", ", NearestNames.to(id, known))
                        + "; the catalogue lists all.");
    }

    private static <T> Map<String, T> byKey(List<T> items, Function<T, String> key) {
        return items.stream()
                .collect(Collectors.toMap(
                        key,
                        Function.identity(),
                        (a, b) -> {
                            throw new IllegalStateException("Reference data name " + key.apply(a) + " twice");
                        },
                        LinkedHashMap::new));
    }
}
