package io.sextant.sandbox.apiserver.store;

import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All objects by kind and key, under one revision counter and one lock, with the recent changes for watches. */
public final class ObjectStore implements AutoCloseable {
    private static final int REMEMBERED_CHANGES = 2000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ResourceType, NavigableMap<ObjectKey, KubeObject>> objects = new HashMap<>();
    private final Deque<Change> recent = new ArrayDeque<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final @Nullable Journal journal;
    private long revision;
    private long forgotten;

    /** Told of every change, in order, under the store's lock: must neither block nor call back. */
    public interface Watcher {
        /** A change has been stored. */
        void changed(Change change);
    }

    /** A list of objects as of one revision. */
    public record Snapshot(long revision, List<KubeObject> objects) {}

    /**
     * Opens the store, with the state of the journal when one is given.
     *
     * @param firstRevision where a store without a past begins; higher than an earlier life's last one, so that its
     *     watchers notice that they must start anew
     */
    public ObjectStore(ResourceTypes types, @Nullable Path journalFile, long firstRevision) {
        types.all().forEach(type -> objects.put(type, new TreeMap<>()));
        journal = journalFile == null ? null : Journal.open(journalFile, types, new Restoring());
        revision = revision == 0 ? firstRevision : revision;
        forgotten = revision;
        if (journal != null) {
            journal.compact(revision, kept());
        }
    }

    /** Runs several reads and writes as one step. */
    public <T> T atomically(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** The current version, or null. */
    public @Nullable KubeObject get(ResourceType type, ObjectKey key) {
        return atomically(() -> of(type).get(key));
    }

    /** Objects of a kind in a namespace, or in all when it is null, sorted by namespace and name. */
    public Snapshot list(ResourceType type, @Nullable String namespace) {
        return atomically(() -> new Snapshot(
                revision,
                List.copyOf((namespace == null ? of(type) : ObjectKey.within(of(type), namespace)).values())));
    }

    /** Stores a version under a new revision, which is written into it; the object must not be changed afterwards. */
    public KubeObject put(ResourceType type, KubeObject object) {
        return atomically(() -> {
            long next = revision + 1;
            object.metadata().put("resourceVersion", Long.toString(next));
            if (journal != null) {
                journal.put(next, type, object);
            }
            revision = next;
            KubeObject previous = of(type).put(ObjectKey.of(object), object);
            Change.Kind kind = previous == null ? Change.Kind.ADDED : Change.Kind.MODIFIED;
            publish(new Change(next, kind, type, object, previous));
            return object;
        });
    }

    /** Takes an object out; the answer is its last version under the deletion's revision. */
    public KubeObject remove(ResourceType type, ObjectKey key) {
        return atomically(() -> {
            KubeObject previous = of(type).get(key);
            if (previous == null) {
                throw ApiProblem.notFound(type, key.name());
            }
            long next = revision + 1;
            if (journal != null) {
                journal.remove(next, type, key);
            }
            revision = next;
            of(type).remove(key);
            KubeObject last = previous.copy();
            last.metadata().put("resourceVersion", Long.toString(next));
            publish(new Change(next, Change.Kind.DELETED, type, last, previous));
            return last;
        });
    }

    /**
     * Tells the watcher of every change after a revision, past ones first, until {@link #unwatch}.
     *
     * @throws ApiProblem 410 when changes after that revision are no longer known, or it is of another life
     */
    public void watch(long after, Watcher watcher) {
        atomically(() -> {
            if (after < forgotten || after > revision) {
                throw ApiProblem.expired(after, forgotten);
            }
            recent.stream().filter(change -> change.revision() > after).forEach(watcher::changed);
            return watchers.add(watcher);
        });
    }

    /** Ends what {@link #watch} began. */
    public void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** The revision of the latest change. */
    public long revision() {
        return atomically(() -> revision);
    }

    private void publish(Change change) {
        recent.addLast(change);
        if (recent.size() > REMEMBERED_CHANGES) {
            forgotten = recent.removeFirst().revision();
        }
        watchers.forEach(watcher -> watcher.changed(change));
        if (journal != null && journal.isWorthCompacting()) {
            journal.compact(revision, kept());
        }
    }

    private List<Journal.Kept> kept() {
        List<Journal.Kept> kept = new ArrayList<>();
        objects.forEach((type, all) -> all.values().forEach(object -> kept.add(new Journal.Kept(type, object))));
        return kept;
    }

    private NavigableMap<ObjectKey, KubeObject> of(ResourceType type) {
        NavigableMap<ObjectKey, KubeObject> all = objects.get(type);
        if (all == null) {
            throw ApiProblem.noSuchPath();
        }
        return all;
    }

    @Override
    public void close() {
        atomically(() -> {
            if (journal != null) {
                journal.close();
            }
            return watchers.removeIf(watcher -> true);
        });
    }

    private final class Restoring implements Journal.Replay {
        @Override
        public void revision(long at) {
            revision = Math.max(revision, at);
        }

        @Override
        public void put(long at, ResourceType type, KubeObject object) {
            revision(at);
            of(type).put(ObjectKey.of(object), object);
        }

        @Override
        public void remove(long at, ResourceType type, ObjectKey key) {
            revision(at);
            of(type).remove(key);
        }
    }
}
