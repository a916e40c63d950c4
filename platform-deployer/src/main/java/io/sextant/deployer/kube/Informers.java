package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A set of informers that keep trying for ever: a cluster, or the NIM Operator's kinds, may appear later. */
final class Informers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Informers.class);

    private static final long STOP_WAIT_SECONDS = 2;

    private final Map<String, SharedIndexInformer<?>> informers = new LinkedHashMap<>();
    private final Set<String> dispensable = new HashSet<>();
    private volatile boolean closed;

    /** Starts watching and returns a view of what is there; {@code changed} is called on every change. */
    <T extends HasMetadata, V> Watched<V> watch(
            String what, Informable<T> informable, Function<T, V> translation, Runnable changed) {
        SharedIndexInformer<T> informer = informable.runnableInformer(0);
        informer.itemStore(new LeanStore<>());
        informer.exceptionHandler((started, failure) -> {
            if (closed) {
                return false;
            }
            LOG.atWarn()
                    .addKeyValue("kind", what)
                    .addKeyValue("cause", failure.toString())
                    .log("Cannot watch the cluster, trying again");
            return true;
        });
        informer.addEventHandler(new Waking<>(changed));
        informers.put(what, informer);
        var _ = informer.start();
        return new Translated<>(informer.getStore()::list, translation);
    }

    /** What is seen counts as complete without it, since an add-on that is gone must not stop everything else. */
    void goOnWithout(String what) {
        dispensable.add(what);
    }

    /** The kinds whose first list has not arrived. */
    List<String> missing() {
        return needed().filter(entry -> !entry.getValue().hasSynced())
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean allWatching() {
        return needed().map(Map.Entry::getValue).allMatch(SharedIndexInformer::isWatching);
    }

    private Stream<Map.Entry<String, SharedIndexInformer<?>>> needed() {
        return informers.entrySet().stream().filter(entry -> !dispensable.contains(entry.getKey()));
    }

    /** Waits for the informers, which would otherwise complain of a client that is gone. */
    @Override
    public void close() {
        closed = true;
        informers.values().forEach(SharedIndexInformer::stop);
        try {
            CompletableFuture.allOf(informers.values().stream()
                            .map(informer -> informer.stopped().toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .get(STOP_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("Some informers did not stop in time");
        }
    }

    /** What an informer holds, translated; the same list as long as that is the same. */
    interface Watched<V> {
        List<V> list();
    }

    private record Waking<T>(Runnable changed) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T added) {
            changed.run();
        }

        @Override
        public void onUpdate(T before, T after) {
            changed.run();
        }

        @Override
        public void onDelete(T deleted, boolean finalStateUnknown) {
            changed.run();
        }
    }
}
