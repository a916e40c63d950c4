package io.sextant.sandbox.nim;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;

/** The engines on one event loop: a replica has one, through however many addresses it is reached. */
final class EngineRoom {
    private final EventLoop loop;
    private final long seed;
    private final Map<String, ReplicaEngine> engines = new HashMap<>();
    private final Map<String, Integer> users = new HashMap<>();
    private int started;

    EngineRoom(EventLoop loop, long seed) {
        this.loop = loop;
        this.seed = seed;
    }

    EventLoop loop() {
        return loop;
    }

    long seed() {
        return seed;
    }

    /** On the event loop: the replica's engine, for one address more. */
    ReplicaEngine enter(NimReplica replica) {
        users.merge(replica.id(), 1, Integer::sum);
        return engines.computeIfAbsent(replica.id(), _ -> new ReplicaEngine(replica, loop, seed, started++));
    }

    /** On the event loop: one address does not reach the replica any more. */
    void leave(ReplicaEngine engine) {
        String id = engine.replica().id();
        if (users.merge(id, -1, Integer::sum) == 0) {
            users.remove(id);
            engines.remove(id);
        }
    }
}
