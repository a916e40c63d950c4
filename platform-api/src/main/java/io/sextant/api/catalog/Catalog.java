package io.sextant.api.catalog;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.reference.ReferenceTable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * All models and GPU products the platform knows: those it ships, read once at start, which fails on a row that cannot be
 * right, and those that administrators added.
 */
@Component
public class Catalog {
    private final CatalogContent shipped;
    private final AddedEntries added;

    @Autowired
    Catalog(AddedEntries added) {
        this(
                ReferenceTable.shipped("gpus.csv"),
                ReferenceTable.shipped("models.csv"),
                ReferenceTable.shipped("nim_profiles.csv"),
                added);
    }

    Catalog(ReferenceTable gpuTable, ReferenceTable modelTable, ReferenceTable profileTable, AddedEntries added) {
        List<CatalogGpu> gpus = GpuReader.read(gpuTable);
        CatalogContent hardware = CatalogContent.of(gpus, List.of());
        this.shipped = CatalogContent.of(
                gpus, ModelReader.read(modelTable, ProfileReader.read(profileTable, hardware.gpus())));
        this.added = added;
    }

    /** The models that match, in the catalogue's order: by publisher, then title. */
    public List<CatalogModel> models(ModelFilter filter) {
        Optional<CatalogGpu> on = Optional.ofNullable(filter.gpu()).map(this::gpu);
        return content().models().values().stream()
                .filter(filter::matches)
                .filter(model -> on.map(model::runsOn).orElse(true))
                .toList();
    }

    /** The model of that id; the problem names the nearest ids there are. */
    public CatalogModel model(String nimId) {
        Map<String, CatalogModel> all = content().models();
        CatalogModel model = all.get(nimId);
        if (model == null) {
            throw missing("model", nimId, all.keySet());
        }
        return model;
    }

    /** All GPU products: those of the reference data, small ones first, then those added. */
    public List<CatalogGpu> gpus() {
        return List.copyOf(content().gpus().values());
    }

    /** The GPU product of that name; the problem names the nearest names there are. */
    public CatalogGpu gpu(String name) {
        Map<String, CatalogGpu> all = content().gpus();
        CatalogGpu gpu = all.get(name);
        if (gpu == null) {
            throw missing("gpu", name, all.keySet());
        }
        return gpu;
    }

    /** Whether there is a model of that id. */
    public boolean hasModel(String nimId) {
        return content().models().containsKey(nimId);
    }

    /** The GPU product that nodes call by this value of {@code nvidia.com/gpu.product}; empty if it is not known. */
    public Optional<CatalogGpu> gpuByLabel(String productLabel) {
        return content().gpus().values().stream()
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
        return content().models().values().stream()
                .map(property)
                .distinct()
                .sorted()
                .toList();
    }

    private static PlatformProblem.NotFound missing(String kind, String id, Collection<String> known) {
        return new PlatformProblem.NotFound(
                kind,
                id,
                "The nearest names are " + String.join(", ", NearestNames.to(id, known))
                        + "; the catalogue lists all.");
    }

    private CatalogContent content() {
        return added.joinedTo(shipped);
    }
}
