package io.sextant.api.measurement;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.CatalogModel;
import io.sextant.api.catalog.ModelFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the models and GPU products of the catalogue that a file means.
 *
 * <p>Reports write models in many ways; what tells them apart is the name without its publisher, its tuning and the number
 * format, so Llama-3.1-8B, Llama-3.1-8B-Instruct-FP8 and meta/llama-3.1-8b-instruct are the same weights.
 */
final class CatalogNames {
    private static final Pattern PUBLISHER = Pattern.compile("^[^/]*/");
    private static final Pattern ENDING =
            Pattern.compile("(-(instruct|chat|it|hf|bf16|fp16|fp8|nvfp4|fp4|mxfp4|v\\d+(\\.\\d+)?))+$");

    private final Map<String, CatalogModel> exact = new HashMap<>();
    private final Map<String, CatalogModel> shortened = new HashMap<>();
    private final Map<String, CatalogGpu> gpus = new HashMap<>();

    CatalogNames(Catalog catalog) {
        List<CatalogModel> models = catalog.models(ModelFilter.ALL);
        for (CatalogModel model : models) {
            exact.putIfAbsent(key(model.nimId()), model);
            exact.putIfAbsent(key(model.architecture().id()), model);
        }
        for (CatalogModel model : models) {
            shortened.putIfAbsent(shortened(model.architecture().id()), model);
            shortened.putIfAbsent(shortened(model.nimId()), model);
        }
        for (CatalogGpu gpu : catalog.gpus()) {
            gpus.putIfAbsent(key(gpu.name()), gpu);
            gpus.putIfAbsent(key(gpu.title()), gpu);
            gpus.putIfAbsent(key(gpu.productLabel()), gpu);
        }
    }

    Optional<CatalogModel> model(String written) {
        CatalogModel found = exact.get(key(written));
        return Optional.ofNullable(found == null ? shortened.get(shortened(written)) : found);
    }

    Optional<CatalogGpu> gpu(String written) {
        return Optional.ofNullable(gpus.get(key(written)));
    }

    static String shortened(String name) {
        String plain = PUBLISHER.matcher(key(name)).replaceFirst("");
        String untuned = ENDING.matcher(plain).replaceFirst("");
        return untuned.startsWith("meta-") ? untuned.substring("meta-".length()) : untuned;
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
