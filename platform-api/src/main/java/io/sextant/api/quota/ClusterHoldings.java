package io.sextant.api.quota;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Knows which GPUs pods hold in the clusters; the feature that counts them brings its own. */
public interface ClusterHoldings {
    /** What every team's pods hold as far as was reported. */
    List<Held> now();

    /**
     * GPUs of a team's pods in a pool.
     *
     * @param seenUntil the last report of the pod that was not heard of for longest
     */
    record Held(UUID team, QuotaPool pool, int gpus, Instant seenUntil) {}
}
