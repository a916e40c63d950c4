package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.http.Reply.EventSink;
import io.sextant.sandbox.apiserver.http.Reply.Subscription;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.Documents;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import io.sextant.sandbox.apiserver.store.Change;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import io.sextant.sandbox.apiserver.store.Selector;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One running watch: passes the changes that concern it on as events. */
final class WatchSession implements ObjectStore.Watcher, Subscription {
    private static final long BOOKMARK_EVERY_MS = 30_000;

    private final ObjectStore store;
    private final ResourceType type;
    private final @Nullable String namespace;
    private final String name;
    private final Selector selector;
    private final View view;
    private final EventSink sink;
    private boolean first = true;

    WatchSession(
            ObjectStore store,
            ResourceType type,
            @Nullable String namespace,
            String name,
            Selector selector,
            View view,
            EventSink sink) {
        this.store = store;
        this.type = type;
        this.namespace = namespace;
        this.name = name;
        this.selector = selector;
        this.view = view;
        this.sink = sink;
    }

    void begin(WatchOptions options) {
        try {
            store.atomically(() -> {
                long from = options.after();
                if (from == 0 || options.initialEvents()) {
                    from = sendPresent(options.initialEvents());
                }
                store.watch(from, this);
                return from;
            });
        } catch (ApiProblem problem) {
            sink.send(event("ERROR", problem.status()));
            sink.end();
            return;
        }
        if (options.bookmarks()) {
            bookmarkEvery();
        }
        sink.schedule(options.timeoutSeconds() * 1000, sink::end);
    }

    private long sendPresent(boolean markEnd) {
        ObjectStore.Snapshot present = store.list(type, namespace);
        present.objects().stream().filter(this::concerns).forEach(object -> send("ADDED", object));
        if (markEnd) {
            ObjectNode bookmark = bookmark(present.revision());
            bookmark.withObject("/metadata/annotations").put("k8s.io/initial-events-end", "true");
            sink.send(event("BOOKMARK", view.bookmark(bookmark)));
        }
        return present.revision();
    }

    private boolean concerns(KubeObject object) {
        return (namespace == null || namespace.equals(object.namespace()))
                && (name.isEmpty() || name.equals(object.name()))
                && selector.matches(object);
    }

    @Override
    public void changed(Change change) {
        if (!change.type().equals(type)) {
            return;
        }
        KubeObject previous = change.previous();
        boolean before = previous != null && concerns(previous);
        boolean now = change.kind() != Change.Kind.DELETED && concerns(change.object());
        if (now) {
            send(before ? "MODIFIED" : "ADDED", change.object());
        } else if (before) {
            send("DELETED", change.object());
        }
    }

    private void send(String kind, KubeObject object) {
        sink.send(event(kind, view.one(type, object, first)));
        first = false;
    }

    private void bookmarkEvery() {
        sink.schedule(BOOKMARK_EVERY_MS, () -> {
            // Under the lock, so that no event of an earlier revision is still to come.
            store.atomically(() -> {
                sink.send(event("BOOKMARK", view.bookmark(bookmark(store.revision()))));
                return true;
            });
            bookmarkEvery();
        });
    }

    private ObjectNode bookmark(long revision) {
        ObjectNode object = Documents.object();
        object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        object.putObject("metadata")
                .put("resourceVersion", Long.toString(revision))
                .putNull("creationTimestamp");
        return object;
    }

    private static ObjectNode event(String kind, ObjectNode object) {
        ObjectNode event = Documents.object().put("type", kind);
        event.set("object", object);
        return event;
    }

    @Override
    public void cancel() {
        store.unwatch(this);
    }
}
