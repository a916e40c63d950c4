package io.sextant.deployer.leader;

import java.time.Duration;

/**
 * How long a Lease lasts.
 *
 * @param duration after which another may take it
 * @param renewDeadline after which the holder itself stops writing; so much shorter that a write under way has ended, one
 *     way or the other, before another may take the Lease
 * @param retry between two looks
 */
public record LeaseTerms(Duration duration, Duration renewDeadline, Duration retry) {
    public LeaseTerms {
        if (renewDeadline.compareTo(duration) >= 0 || retry.compareTo(renewDeadline) >= 0) {
            throw new IllegalArgumentException("a lease needs retry < renewDeadline < duration, but was " + retry + ", "
                    + renewDeadline + ", " + duration);
        }
    }

    /** With a limit on how long a write may take. */
    public static LeaseTerms of(Duration duration, Duration longestWrite) {
        Duration deadline = duration.minus(longestWrite);
        return new LeaseTerms(duration, deadline, deadline.dividedBy(5));
    }
}
