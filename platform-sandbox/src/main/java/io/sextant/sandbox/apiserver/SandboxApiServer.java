package io.sextant.sandbox.apiserver;

import io.sextant.sandbox.apiserver.http.Api;
import io.sextant.sandbox.apiserver.http.HttpServer;
import io.sextant.sandbox.apiserver.kind.CustomDefinitions;
import io.sextant.sandbox.apiserver.kind.ResourceTypes;
import io.sextant.sandbox.apiserver.store.ObjectStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server in memory: what a client sees of a cluster, without what runs in one.
 *
 * <p>Controllers, scheduler and kubelet are clients like any other. Reached without credentials, on loopback only.
 */
public final class SandboxApiServer implements AutoCloseable {
    private final ObjectStore store;
    private final GarbageCollector garbageCollector;
    private final HttpServer http;

    /**
     * How to start.
     *
     * @param port 0 for a free one
     * @param journal file that keeps the state from one life to the next; null to forget everything at the end
     * @param definitions directory with CustomResourceDefinitions; null to know the usual kinds by itself
     * @param around wraps what answers requests
     */
    public record Options(
            int port, @Nullable Path journal, @Nullable Path definitions, Clock clock, UnaryOperator<Api> around) {
        public Options {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
            }
        }

        /** With nothing around the API. */
        public Options(int port, @Nullable Path journal, Clock clock) {
            this(port, journal, null, clock, UnaryOperator.identity());
        }

        /** A free port and no journal. */
        public static Options inMemory() {
            return new Options(0, null, Clock.systemUTC());
        }

        /** The same with the custom kinds of a directory. */
        public Options withDefinitions(Path directory) {
            return new Options(port, journal, directory, clock, around);
        }
    }

    private SandboxApiServer(ObjectStore store, GarbageCollector garbageCollector, HttpServer http) {
        this.store = store;
        this.garbageCollector = garbageCollector;
        this.http = http;
    }

    /** Starts a server that answers when this returns; throws when the port or the journal is taken. */
    public static SandboxApiServer start(Options options) {
        ResourceTypes types = new ResourceTypes(CustomDefinitions.read(options.definitions()));
        ObjectStore store =
                new ObjectStore(types, options.journal(), options.clock().millis());
        try {
            Commits commits = new Commits(store, types, options.clock());
            InitialObjects.create(store, types, commits);
            Deletions deletions = new Deletions(store, commits);
            GarbageCollector collector = new GarbageCollector(store, types, commits, deletions, options.clock());
            Api router = new ApiRouter(types, store, commits, deletions, options.clock());
            HttpServer http = new HttpServer(options.port(), options.around().apply(router));
            collector.start();
            return new SandboxApiServer(store, collector, http);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** {@code http://127.0.0.1:<port>}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + http.port());
    }

    @Override
    public void close() {
        http.close();
        garbageCollector.close();
        store.close();
    }
}
