package io.sextant.sandbox.fault;

import io.sextant.sandbox.apiserver.http.Reply;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A watch that is dropped or late while such a fault holds; no event is lost to a client that resumes, none overtakes. */
final class FaultySink implements Reply.EventSink {
    private static final long DROPPED_AFTER_MS = 300;
    private static final long LATE_MS = 2000;

    private final FaultBoard board;
    private final Watched watched;
    private final Reply.EventSink sink;
    private final Set<FaultySink> watches;
    private final Queue<ObjectNode> late = new ArrayDeque<>();
    private boolean dropped;

    /** What is watched, and the request that asked for it. */
    record Watched(String namespace, String name, String what) {}

    FaultySink(FaultBoard board, Watched watched, Reply.EventSink sink, Set<FaultySink> watches) {
        this.board = board;
        this.watched = watched;
        this.sink = sink;
        this.watches = watches;
    }

    Reply.Subscription begin(Reply.Source source) {
        watches.add(this);
        Reply.Subscription subscription = source.begin(this);
        sink.schedule(DROPPED_AFTER_MS, this::look);
        return () -> {
            watches.remove(this);
            subscription.cancel();
        };
    }

    /** Drops the watch if it is to be dropped. */
    synchronized void look() {
        if (!dropped && strikesNext(FaultKind.WATCH_DROPPED)) {
            dropped = true;
            sink.end();
        }
    }

    private boolean strikesNext(FaultKind kind) {
        return board.strikesNext(kind, watched.namespace(), watched.name(), watched.what());
    }

    @Override
    public synchronized void send(ObjectNode exact) {
        if (dropped) {
            return;
        }
        ObjectNode event =
                ClockSkew.of(board, watched.namespace(), watched.name()).told(exact);
        if (!late.isEmpty()) {
            late.add(event);
        } else if (strikesNext(FaultKind.WATCH_SLOW)) {
            late.add(event);
            sink.schedule(LATE_MS, this::catchUp);
        } else {
            sink.send(event);
        }
        look();
    }

    private synchronized void catchUp() {
        while (!dropped && !late.isEmpty()) {
            sink.send(late.remove());
        }
    }

    @Override
    public synchronized void end() {
        catchUp();
        sink.end();
    }

    @Override
    public void schedule(long delayMs, Runnable task) {
        sink.schedule(delayMs, task);
    }
}
