package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.Deletions.Propagation;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.KubeObject.Owner;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import io.sextant.sandbox.apiserver.store.Change;
import io.sextant.sandbox.apiserver.store.ObjectKey;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * What follows from deletions: dependents of vanished owners, foreground and orphaning deletions, the content of
 * namespaces, and events past their hour.
 *
 * <p>It looks at everything once, when it starts, so that nothing is missed after a restart; from then on at what changed
 * and at what that concerns.
 */
final class GarbageCollector implements AutoCloseable, ObjectStore.Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(GarbageCollector.class);
    private static final Duration EVENT_LIFE = Duration.ofHours(1);
    private static final long IDLE_SECONDS = 60;
    private static final long STOP_MS = 5_000;

    private final ObjectStore store;
    private final ResourceTypes types;
    private final Commits commits;
    private final Deletions deletions;
    private final Clock clock;
    private final ResourceType namespaces;
    private final Map<String, Found> byUid = new HashMap<>();
    private final Map<String, Set<String>> dependentsByOwner = new HashMap<>();
    private final NavigableSet<String> suspects = new TreeSet<>();
    private final Semaphore wake = new Semaphore(1);
    private final Thread thread;

    GarbageCollector(ObjectStore store, ResourceTypes types, Commits commits, Deletions deletions, Clock clock) {
        this.store = store;
        this.types = types;
        this.namespaces = types.require("namespaces");
        this.commits = commits;
        this.deletions = deletions;
        this.clock = clock;
        this.thread =
                Thread.ofPlatform().daemon().name("sandbox-garbage-collector").unstarted(this::run);
    }

    void start() {
        store.atomically(() -> {
            for (ResourceType type : types.all()) {
                store.list(type, null).objects().forEach(object -> know(type, object));
            }
            suspects.addAll(byUid.keySet());
            store.watch(store.revision(), this);
            return byUid;
        });
        thread.start();
    }

    /** Under the store's lock, as everything here that touches the indexes. */
    @Override
    public void changed(Change change) {
        KubeObject object = change.object();
        if (change.previous() != null) {
            forget(change.previous());
        }
        if (change.kind() == Change.Kind.DELETED) {
            suspects.addAll(dependentsByOwner.getOrDefault(object.uid(), Set.of()));
            object.owners().forEach(owner -> suspects.add(owner.uid()));
            suspectNamespace(object);
        } else {
            know(change.type(), object);
            if (object.deleting()) {
                suspects.add(object.uid());
                suspects.addAll(dependentsByOwner.getOrDefault(object.uid(), Set.of()));
            } else if (!object.owners().isEmpty()) {
                suspects.add(object.uid());
                // One that no longer holds up an owner which waits for it.
                object.owners().forEach(owner -> suspects.add(owner.uid()));
            }
        }
        if (!suspects.isEmpty() && wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void know(ResourceType type, KubeObject object) {
        byUid.put(object.uid(), new Found(type, object));
        for (Owner owner : object.owners()) {
            dependentsByOwner
                    .computeIfAbsent(owner.uid(), _ -> new LinkedHashSet<>())
                    .add(object.uid());
        }
    }

    private void forget(KubeObject object) {
        byUid.remove(object.uid());
        for (Owner owner : object.owners()) {
            dependentsByOwner.computeIfPresent(owner.uid(), (_, dependents) -> {
                dependents.remove(object.uid());
                return dependents.isEmpty() ? null : dependents;
            });
        }
    }

    private void suspectNamespace(KubeObject gone) {
        KubeObject namespace = store.get(namespaces, new ObjectKey("", gone.namespace()));
        if (namespace != null && namespace.deleting()) {
            suspects.add(namespace.uid());
        }
    }

    private void run() {
        long expiredAt = System.nanoTime();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean _ = wake.tryAcquire(IDLE_SECONDS, TimeUnit.SECONDS);
                wake.drainPermits();
                guarded(this::pass);
                if (System.nanoTime() - expiredAt >= TimeUnit.SECONDS.toNanos(IDLE_SECONDS)) {
                    guarded(this::expireEvents);
                    expiredAt = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void guarded(Supplier<Boolean> work) {
        try {
            store.atomically(work);
        } catch (RuntimeException e) {
            LOG.error("The sandbox cluster's garbage collection failed and is tried again later", e);
        }
    }

    private record Found(ResourceType type, KubeObject object) {}

    /** Looks at what changed until nothing is left to look at. */
    private boolean pass() {
        for (String uid = suspects.pollFirst(); uid != null; uid = suspects.pollFirst()) {
            Found found = byUid.get(uid);
            if (found != null) {
                step(found);
            }
        }
        return true;
    }

    private void step(Found found) {
        KubeObject object = found.object();
        if (!object.owners().isEmpty() && followOwners(found)) {
            return;
        }
        if (!object.deleting()) {
            return;
        }
        List<String> finalizers = object.finalizers();
        if (finalizers.contains(Deletions.ORPHAN)) {
            dependents(object.uid()).forEach(dependent -> disown(dependent, Set.of(object.uid())));
            release(found, Deletions.ORPHAN);
        } else if (finalizers.contains(Deletions.FOREGROUND)
                && dependents(object.uid()).stream().noneMatch(dependent -> blocks(dependent, object.uid()))) {
            release(found, Deletions.FOREGROUND);
        } else if (found.type().kind().equals("Namespace")) {
            empty(found);
        }
    }

    private boolean followOwners(Found found) {
        List<Owner> owners = found.object().owners();
        List<Owner> alive =
                owners.stream().filter(owner -> byUid.containsKey(owner.uid())).toList();
        if (alive.isEmpty()) {
            return follow(found, Propagation.BACKGROUND);
        }
        boolean allDyingInForeground = alive.stream()
                .map(owner -> byUid.get(owner.uid()))
                .allMatch(owner -> owner != null
                        && owner.object().deleting()
                        && owner.object().finalizers().contains(Deletions.FOREGROUND));
        return allDyingInForeground && follow(found, Propagation.FOREGROUND);
    }

    private boolean follow(Found found, Propagation propagation) {
        if (found.object().deleting()) {
            return false;
        }
        deletions.delete(found.type(), found.object(), Deletions.Options.quiet(propagation));
        return true;
    }

    private List<Found> dependents(String ownerUid) {
        return dependentsByOwner.getOrDefault(ownerUid, Set.of()).stream()
                .map(byUid::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean blocks(Found dependent, String ownerUid) {
        return dependent.object().owners().stream()
                .anyMatch(reference -> reference.uid().equals(ownerUid) && reference.blocksDeletion());
    }

    private void disown(Found dependent, Set<String> ownerUids) {
        KubeObject next = dependent.object().copy();
        ArrayNode left = next.metadata().putArray("ownerReferences");
        for (JsonNode reference : dependent.object().at("metadata", "ownerReferences")) {
            if (!ownerUids.contains(reference.path("uid").asString(""))) {
                left.add(reference);
            }
        }
        if (left.isEmpty()) {
            next.metadata().remove("ownerReferences");
        }
        commits.stored(dependent.type(), next);
    }

    private void release(Found found, String finalizer) {
        KubeObject next = found.object().copy();
        List<String> finalizers = new ArrayList<>(next.finalizers());
        finalizers.remove(finalizer);
        next.setFinalizers(finalizers);
        if (Commits.isUnheld(next)) {
            commits.removed(found.type(), next);
        } else {
            commits.stored(found.type(), next);
        }
    }

    /** Deletes a dying namespace's content, then lets the namespace go; its last object to go brings it back here. */
    private void empty(Found namespace) {
        boolean left = false;
        for (ResourceType type : types.all()) {
            if (type.namespaced()) {
                for (KubeObject object :
                        store.list(type, namespace.object().name()).objects()) {
                    left |= !deletions.delete(type, object, Deletions.Options.quiet(Propagation.BACKGROUND));
                }
            }
        }
        if (left || namespace.object().at("spec", "finalizers").isEmpty()) {
            return;
        }
        KubeObject next = namespace.object().copy();
        next.node().withObject("/spec").remove("finalizers");
        if (Commits.isUnheld(next)) {
            commits.removed(namespace.type(), next);
        } else {
            commits.stored(namespace.type(), next);
        }
    }

    private boolean expireEvents() {
        ResourceType events = types.require("events");
        Instant limit = Instant.now(clock).minus(EVENT_LIFE);
        for (KubeObject event : store.list(events, null).objects()) {
            String seen = event.text("lastTimestamp");
            String last = seen.isEmpty() ? event.text("metadata", "creationTimestamp") : seen;
            if (Instant.parse(last).isBefore(limit)) {
                commits.removed(events, event);
            }
        }
        return true;
    }

    @Override
    public void close() {
        store.unwatch(this);
        thread.interrupt();
        try {
            thread.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
