package io.sextant.sandbox.control;

import java.time.Instant;

/** One concern of a cluster. It looks at everything anew each time and keeps nothing that a restart would lose. */
public interface Controller {
    /** Adds to {@code decision} what is to be done about what is there. */
    void decide(ClusterSnapshot cluster, Instant now, Decision decision);
}
