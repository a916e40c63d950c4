package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.Deletions.Propagation;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.KubeObject.Owner;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import io.sextant.sandbox.apiserver.store.Change;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * What follows from deletions: dependents of vanished owners, foreground and orphaning deletions, the content of
 * namespaces, and events past their hour.
 *
 * <p>Each pass looks at everything and forgets what woke it, so that nothing is missed after a restart.
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
    private final Semaphore wake = new Semaphore(1);
    private final Thread thread;

    GarbageCollector(ObjectStore store, ResourceTypes types, Commits commits, Deletions deletions, Clock clock) {
        this.store = store;
        this.types = types;
        this.commits = commits;
        this.deletions = deletions;
        this.clock = clock;
        this.thread =
                Thread.ofPlatform().daemon().name("sandbox-garbage-collector").unstarted(this::run);
    }

    void start() {
        store.watch(store.revision(), this);
        thread.start();
    }

    @Override
    public void changed(Change change) {
        boolean matters = change.kind() == Change.Kind.DELETED
                || change.object().deleting()
                || !change.object().owners().isEmpty();
        if (matters && wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean woken = wake.tryAcquire(IDLE_SECONDS, TimeUnit.SECONDS);
                wake.drainPermits();
                collect(woken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void collect(boolean woken) {
        try {
            if (woken) {
                while (store.atomically(this::pass)) {
                    // Every deletion may set the next one free.
                }
            } else {
                store.atomically(this::expireEvents);
            }
        } catch (RuntimeException e) {
            LOG.error("The sandbox cluster's garbage collection failed and is tried again later", e);
        }
    }

    private record Found(ResourceType type, KubeObject object) {}

    /** One look at everything; whether anything was changed. */
    private boolean pass() {
        Map<String, Found> byUid = new HashMap<>();
        for (ResourceType type : types.all()) {
            store.list(type, null).objects().forEach(object -> byUid.put(object.uid(), new Found(type, object)));
        }
        // What was read is stale after the first change, so the next one starts from a fresh look.
        return byUid.values().stream().anyMatch(found -> step(found, byUid));
    }

    private boolean step(Found found, Map<String, Found> all) {
        KubeObject object = found.object();
        if (!object.owners().isEmpty() && followOwners(found, all)) {
            return true;
        }
        if (!object.deleting()) {
            return false;
        }
        List<String> finalizers = object.finalizers();
        if (finalizers.contains(Deletions.ORPHAN)) {
            dependents(found, all).forEach(dependent -> disown(dependent, Set.of(object.uid())));
            release(found, Deletions.ORPHAN);
            return true;
        }
        if (finalizers.contains(Deletions.FOREGROUND)
                && dependents(found, all).stream().noneMatch(dependent -> blocks(dependent, object.uid()))) {
            release(found, Deletions.FOREGROUND);
            return true;
        }
        return found.type().kind().equals("Namespace") && empty(found);
    }

    private boolean followOwners(Found found, Map<String, Found> all) {
        List<Owner> owners = found.object().owners();
        List<Owner> alive =
                owners.stream().filter(owner -> all.containsKey(owner.uid())).toList();
        if (alive.isEmpty()) {
            return follow(found, Propagation.BACKGROUND);
        }
        boolean allDyingInForeground = alive.stream()
                .map(owner -> all.get(owner.uid()))
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

    private static List<Found> dependents(Found owner, Map<String, Found> all) {
        List<Found> dependents = new ArrayList<>();
        for (Found candidate : all.values()) {
            if (candidate.object().owners().stream()
                    .anyMatch(reference -> reference.uid().equals(owner.object().uid()))) {
                dependents.add(candidate);
            }
        }
        return dependents;
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

    /** Deletes a dying namespace's content, then lets the namespace go. */
    private boolean empty(Found namespace) {
        boolean changed = false;
        boolean left = false;
        for (ResourceType type : types.all()) {
            if (type.namespaced()) {
                for (KubeObject object :
                        store.list(type, namespace.object().name()).objects()) {
                    boolean wasDying = object.deleting();
                    boolean gone = deletions.delete(type, object, Deletions.Options.quiet(Propagation.BACKGROUND));
                    changed |= gone || !wasDying;
                    left |= !gone;
                }
            }
        }
        if (left || namespace.object().at("spec", "finalizers").isEmpty()) {
            return changed;
        }
        KubeObject next = namespace.object().copy();
        next.node().withObject("/spec").remove("finalizers");
        if (Commits.isUnheld(next)) {
            commits.removed(namespace.type(), next);
        } else {
            commits.stored(namespace.type(), next);
        }
        return true;
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
