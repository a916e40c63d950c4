package io.sextant.deployer.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Values that are found by namespace and name without a search. */
final class Named<V> {
    private final List<V> all;
    private final Map<Name, V> byName;

    /** Where a value lies. */
    record Name(String namespace, String name) {}

    private Named(List<V> all, Map<Name, V> byName) {
        this.all = all;
        this.byName = byName;
    }

    static <V> Named<V> of(Collection<V> values, Function<V, Name> name) {
        Map<Name, V> byName = new HashMap<>();
        values.forEach(value -> byName.putIfAbsent(name.apply(value), value));
        return new Named<>(List.copyOf(values), byName);
    }

    List<V> all() {
        return all;
    }

    Optional<V> find(String namespace, String name) {
        return Optional.ofNullable(byName.get(new Name(namespace, name)));
    }
}
