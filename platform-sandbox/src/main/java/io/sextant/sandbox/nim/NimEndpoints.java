package io.sextant.sandbox.nim;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The endpoints of all Services of the cluster that lead to NIMs, by their name. */
public final class NimEndpoints implements AutoCloseable {
    private static final int THREADS = 2;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            THREADS, new DefaultThreadFactory("sandbox-nim", true), NioIoHandler.newFactory());
    private final NavigableMap<String, NimEndpoint> endpoints = new TreeMap<>();
    private final List<EngineRoom> rooms;

    public NimEndpoints(long seed) {
        rooms = Stream.generate(() -> new EngineRoom(loops.next(), seed))
                .limit(THREADS)
                .toList();
    }

    /** Serves {@code service} with these replicas; an address is opened with the first and closed with the last. */
    public void serve(String service, List<NimReplica> replicas) {
        serve(service, service, 0, replicas);
    }

    /**
     * The same for a service that shares replicas with others.
     *
     * @param group equal for services that may lead to the same replicas
     * @param formerPort where it answered before; 0 where it never did
     */
    public synchronized void serve(String service, String group, int formerPort, List<NimReplica> replicas) {
        NimEndpoint open = endpoints.get(service);
        if (open == null) {
            if (replicas.isEmpty()) {
                return;
            }
            open = new NimEndpoint(rooms.get(Math.floorMod(group.hashCode(), rooms.size())), formerPort);
            endpoints.put(service, open);
        }
        if (replicas.isEmpty()) {
            endpoints.remove(service);
            open.close();
        } else {
            open.serve(replicas);
        }
    }

    /** The loopback port of a service; empty while no replica of it is ready. */
    public synchronized Optional<Integer> port(String service) {
        return Optional.ofNullable(endpoints.get(service)).map(NimEndpoint::port);
    }

    /**
     * The gauges of a namespace's ready replicas as a Prometheus adapter serves them: by metric name, then by pod uid.
     * Requests in flight are those running and those waiting.
     */
    public synchronized Map<String, Map<String, Double>> podMetrics(String namespace) {
        Map<String, Map<String, Double>> byName = new HashMap<>();
        // Keys begin with the namespace and a slash, after which '0' is the next character.
        endpoints
                .subMap(namespace + "/", namespace + "0")
                .values()
                .forEach(endpoint -> endpoint.adapted()
                        .forEach((pod, values) ->
                                values.forEach((name, value) -> byName.computeIfAbsent(name, _ -> new HashMap<>())
                                        .put(pod, value))));
        return byName;
    }

    /** Services that have an address now. */
    public synchronized List<String> services() {
        return List.copyOf(endpoints.keySet());
    }

    @Override
    public synchronized void close() {
        endpoints.values().forEach(NimEndpoint::close);
        endpoints.clear();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
