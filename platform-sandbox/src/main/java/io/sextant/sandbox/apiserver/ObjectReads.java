package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.http.ApiRequest;
import io.sextant.sandbox.apiserver.http.Reply;
import io.sextant.sandbox.apiserver.kind.ApiProblem;
import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import io.sextant.sandbox.apiserver.store.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Get, list and watch. */
final class ObjectReads {
    private final ObjectStore store;

    ObjectReads(ObjectStore store) {
        this.store = store;
    }

    KubeObject get(Target target) {
        KubeObject object = store.get(target.type(), target.key());
        if (object == null) {
            throw ApiProblem.notFound(target.type(), target.name());
        }
        return object;
    }

    /** Objects of a collection, as of one revision; {@code limit} is not heeded, all come at once. */
    ObjectStore.Snapshot list(Target target, ApiRequest request) {
        Selector selector = selector(target, request);
        ObjectStore.Snapshot all = store.list(target.type(), scope(target));
        long asked = revision(request);
        if (request.query("resourceVersionMatch").equals("Exact") && asked != all.revision()) {
            throw ApiProblem.expired(asked, all.revision());
        }
        List<KubeObject> matching =
                all.objects().stream().filter(selector::matches).toList();
        return new ObjectStore.Snapshot(all.revision(), matching);
    }

    Reply.Stream watch(Target target, ApiRequest request, View view) {
        WatchOptions options = WatchOptions.of(request);
        Selector selector = selector(target, request);
        return new Reply.Stream(sink -> {
            WatchSession session =
                    new WatchSession(store, target.type(), scope(target), target.name(), selector, view, sink);
            session.begin(options);
            return session;
        });
    }

    private static @Nullable String scope(Target target) {
        return target.namespace().isEmpty() ? null : target.namespace();
    }

    private static Selector selector(Target target, ApiRequest request) {
        return Selector.parse(target.type(), request.query("labelSelector"), request.query("fieldSelector"));
    }

    private static long revision(ApiRequest request) {
        return WatchOptions.revision(request.query("resourceVersion"));
    }
}
