package io.sextant.sandbox.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The objects of one kind as a watch shows them, by namespace and name. */
final class Watched<T extends HasMetadata> implements ResourceEventHandler<T>, AutoCloseable {
    private final Listener listener;
    private final Map<String, TreeMap<String, T>> byNamespace = new HashMap<>();
    private final SharedIndexInformer<T> informer;
    private long latest;

    /** Told of each change after it shows. */
    interface Listener {
        void changed(HasMetadata object, boolean gone);
    }

    /** Returns once all that is there shows. */
    Watched(Informable<T> kind, Listener listener) {
        this.listener = listener;
        this.informer = kind.inform(this);
        int there = informer.getStore().listKeys().size();
        awaitUntil(Duration.ofSeconds(30), () -> size() >= there);
    }

    /** Sorted by name. */
    synchronized List<T> in(String namespace) {
        TreeMap<String, T> objects = byNamespace.get(namespace);
        return objects == null ? List.of() : List.copyOf(objects.values());
    }

    synchronized List<T> all() {
        List<T> all = new ArrayList<>(size());
        byNamespace.values().forEach(objects -> all.addAll(objects.values()));
        return all;
    }

    synchronized Set<String> namespaces() {
        return Set.copyOf(byNamespace.keySet());
    }

    /** Waits until a write shows; false if it did not in time. */
    boolean awaitVersion(long version, Duration longest) {
        return awaitUntil(longest, () -> latest >= version);
    }

    /** Waits until a deletion shows; false if it did not in time. */
    boolean awaitDeletion(HasMetadata object, Duration longest) {
        String uid = object.getMetadata().getUid();
        return awaitUntil(longest, () -> {
            TreeMap<String, T> objects = byNamespace.get(namespace(object));
            T found = objects == null ? null : objects.get(object.getMetadata().getName());
            return found == null
                    || !uid.equals(found.getMetadata().getUid())
                    || found.getMetadata().getDeletionTimestamp() != null;
        });
    }

    private synchronized boolean awaitUntil(Duration longest, BooleanSupplier holds) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toNanos(); !holds.getAsBoolean(); left = end - System.nanoTime()) {
                if (left <= 0) {
                    return false;
                }
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int size() {
        return byNamespace.values().stream().mapToInt(TreeMap::size).sum();
    }

    @Override
    public void onAdd(T object) {
        show(object);
    }

    @Override
    public void onUpdate(T before, T after) {
        show(after);
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
        synchronized (this) {
            byNamespace.computeIfPresent(namespace(object), (_, objects) -> {
                objects.remove(object.getMetadata().getName());
                return objects.isEmpty() ? null : objects;
            });
            noteVersion(object);
        }
        listener.changed(object, true);
    }

    private void show(T object) {
        synchronized (this) {
            byNamespace
                    .computeIfAbsent(namespace(object), _ -> new TreeMap<>())
                    .put(object.getMetadata().getName(), object);
            noteVersion(object);
        }
        listener.changed(object, false);
    }

    private synchronized void noteVersion(T object) {
        latest = Math.max(latest, Long.parseLong(object.getMetadata().getResourceVersion()));
        notifyAll();
    }

    private static String namespace(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "");
    }

    @Override
    public void close() {
        informer.close();
    }
}
