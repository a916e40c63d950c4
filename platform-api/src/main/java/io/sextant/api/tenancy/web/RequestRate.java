package io.sextant.api.tenancy.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts requests by key in windows of fixed length, on this instance alone. */
final class RequestRate {
    private static final int MOST_KEYS = 10_000;

    private final Map<String, Window> windows = new ConcurrentHashMap<>();
    private final int most;
    private final Duration length;
    private final Clock clock;

    /** So many requests in so long. */
    RequestRate(int most, Duration length, Clock clock) {
        this.most = most;
        this.length = length;
        this.clock = clock;
    }

    private record Window(Instant began, int requests) {}

    /** Counts a request; whether it may go on. */
    boolean admits(String key) {
        return count(key, 1) <= most;
    }

    /** Whether one more would be let on; counts nothing. */
    boolean hasRoom(String key) {
        return count(key, 0) < most;
    }

    private int count(String key, int more) {
        Instant now = clock.instant();
        if (windows.size() > MOST_KEYS) {
            windows.values().removeIf(window -> isOver(window, now));
        }
        return windows.compute(
                        key,
                        (known, window) -> window == null || isOver(window, now)
                                ? new Window(now, more)
                                : new Window(window.began(), window.requests() + more))
                .requests();
    }

    private boolean isOver(Window window, Instant now) {
        return !now.isBefore(window.began().plus(length));
    }
}
