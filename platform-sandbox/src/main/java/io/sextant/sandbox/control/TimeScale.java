package io.sextant.sandbox.control;

import java.time.Duration;
import java.time.Instant;

/**
 * How much faster than on a real cluster things happen here.
 *
 * @param factor real seconds that pass in one second of wall time; 60 makes a minute a second
 */
public record TimeScale(double factor) {
    public TimeScale {
        if (!(factor >= 1 && factor <= 1_000_000)) {
            throw new IllegalArgumentException("sextant.sandbox.time-factor must be from 1 to 1000000, not " + factor
                    + "; 60 makes a minute a second");
        }
    }

    /** The wall time that a real duration takes here. */
    public Duration wall(Duration real) {
        return Duration.ofNanos((long) (real.toNanos() / factor));
    }

    /** When something that starts then and really takes so long is over. */
    public Instant after(Instant start, Duration real) {
        return start.plus(wall(real));
    }
}
