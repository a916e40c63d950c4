package io.sextant.deployer.kube;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Translates each version of an object once: the loop looks at everything many times a second, and a version of an object
 * is one instance in the informer's store.
 */
final class Translated<T, V> implements Informers.Watched<V> {
    private final Supplier<List<T>> items;
    private final Function<T, V> translation;
    private IdentityHashMap<T, V> known = new IdentityHashMap<>();
    private List<V> views = List.of();

    Translated(Supplier<List<T>> items, Function<T, V> translation) {
        this.items = items;
        this.translation = translation;
    }

    @Override
    public synchronized List<V> list() {
        List<T> held = items.get();
        if (held.size() != known.size() || !held.stream().allMatch(known::containsKey)) {
            translate(held);
        }
        return views;
    }

    private void translate(List<T> held) {
        IdentityHashMap<T, V> next = new IdentityHashMap<>(held.size());
        List<V> list = new ArrayList<>(held.size());
        for (T item : held) {
            V before = known.get(item);
            V view = before == null ? translation.apply(item) : before;
            next.put(item, view);
            list.add(view);
        }
        known = next;
        views = List.copyOf(list);
    }
}
