package io.sextant.api.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it; it begins at {@link #START}. */
public final class SettableClock extends Clock {
    public static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    private Instant now = START;

    /** Moves the clock to this moment. */
    public synchronized void set(Instant moment) {
        now = moment;
    }

    /** Moves the clock forward. */
    public synchronized void advance(Duration step) {
        now = now.plus(step);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
