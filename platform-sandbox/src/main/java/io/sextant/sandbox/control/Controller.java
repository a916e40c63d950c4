package io.sextant.sandbox.control;

import java.time.Instant;

/** One concern of the cluster. It reads everything anew each time and keeps nothing that a restart would lose. */
public interface Controller {
    /** Adds to {@code decision} what is to be done about the cluster as it is. */
    void decide(ClusterSnapshot cluster, Instant now, Decision decision);
}
