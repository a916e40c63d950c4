package io.sextant.api.catalog;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Models and GPU products by name, in the catalogue's order.
 *
 * @param models by publisher, then title
 */
record CatalogContent(Map<String, CatalogGpu> gpus, Map<String, CatalogModel> models) {
    private static final Comparator<CatalogModel> ORDER = Comparator.comparing(CatalogModel::publisher)
            .thenComparing(CatalogModel::title)
            .thenComparing(CatalogModel::nimId);

    static CatalogContent of(List<CatalogGpu> gpus, List<CatalogModel> models) {
        return new CatalogContent(
                byKey(gpus.stream(), CatalogGpu::name), byKey(models.stream().sorted(ORDER), CatalogModel::nimId));
    }

    /** Both together; where a name stands in both, this one's holds. */
    CatalogContent with(CatalogContent added) {
        return of(both(gpus, added.gpus).toList(), both(models, added.models).toList());
    }

    private static <T> Stream<T> both(Map<String, T> first, Map<String, T> second) {
        return Stream.concat(
                first.values().stream(),
                second.entrySet().stream()
                        .filter(entry -> !first.containsKey(entry.getKey()))
                        .map(Map.Entry::getValue));
    }

    private static <T> Map<String, T> byKey(Stream<T> items, Function<T, String> key) {
        return items.collect(Collectors.toMap(
                key,
                Function.identity(),
                (a, b) -> {
                    throw new IllegalStateException("Reference data name " + key.apply(a) + " twice");
                },
                LinkedHashMap::new));
    }
}
