package io.sextant.deployer.leader;

import java.time.Duration;
import java.time.Instant;

/**
 * What a Lease says.
 *
 * @param holder empty when it was given back
 * @param duration after which it may be taken from a holder that does not renew it
 * @param transitions how often the holder changed
 * @param version of the object that this was read from; empty for a Lease that is yet to be made
 */
public record LeaseRecord(
        String holder, Instant acquiredAt, Instant renewedAt, Duration duration, int transitions, String version) {
    boolean isFree() {
        return holder.isEmpty();
    }

    LeaseRecord renewed(Instant now) {
        return new LeaseRecord(holder, acquiredAt, now, duration, transitions, version);
    }

    LeaseRecord takenBy(String newHolder, Duration lasting, Instant now) {
        return new LeaseRecord(newHolder, now, now, lasting, transitions + 1, version);
    }

    LeaseRecord givenBack(Instant now) {
        return new LeaseRecord("", acquiredAt, now, Duration.ofSeconds(1), transitions, version);
    }
}
