package io.sextant.deployer.feed;

import io.sextant.contract.observed.EngineWindow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Windows that the platform has not acknowledged; while it is away the oldest give way to the newest. */
final class WindowOutbox {
    /** Some hours of a few hundred busy deployments, in about a hundred megabytes. */
    static final int CAPACITY = 50_000;

    /** Keeps a report well below what the platform takes. */
    static final int BATCH = 200;

    private final Deque<EngineWindow> waiting = new ArrayDeque<>();

    synchronized void put(EngineWindow window) {
        if (waiting.size() >= CAPACITY) {
            waiting.removeFirst();
        }
        waiting.addLast(window);
    }

    /** The oldest ones, as many as go into a report. */
    synchronized List<EngineWindow> next() {
        return waiting.stream().limit(BATCH).toList();
    }

    /** Whether one report more is worth sending at once. */
    synchronized boolean isFull() {
        return waiting.size() >= BATCH;
    }

    /** Some of these may have given way meanwhile. */
    synchronized void acknowledge(List<EngineWindow> sent) {
        waiting.removeAll(sent);
    }
}
