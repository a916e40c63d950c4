package io.sextant.deployer.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long after each failure, up to a limit, and somewhere between half
 * and all of it by chance, so that deployers do not come back at the same moment.
 */
public record Backoff(Duration first, Duration longest, RandomGenerator chance) {
    private static final int MOST_DOUBLINGS = 30;

    /** The wait after this many failures in a row, at least one. */
    public Duration after(int failures) {
        double factor = Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
        double millis = Math.min((double) first.toMillis() * factor, (double) longest.toMillis());
        return Duration.ofMillis(Math.round(millis * (0.5 + 0.5 * chance.nextDouble())));
    }
}
