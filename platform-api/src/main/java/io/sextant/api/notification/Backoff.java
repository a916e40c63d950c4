package io.sextant.api.notification;

import java.time.Duration;

/** How long to wait after so many failed attempts: 30 s, doubled each time, 6 h at most. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int DOUBLED_AT_MOST = 20;

    private Backoff() {}

    static Duration after(int attempts) {
        Duration pause = FIRST.multipliedBy(1L << Math.clamp(attempts - 1L, 0, DOUBLED_AT_MOST));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
