package io.sextant.api.deployment.status;

import io.sextant.contract.desired.Presence;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a deployment, as far as its status depends on it.
 *
 * @param changedAt when the current generation was accepted
 * @param minReplicas that always run; more come and go with the load
 * @param firstReadyAt when it was ready for the first time
 * @param readyWithin how long the way to Ready may take
 * @param usuallyReadyWithin how long it usually takes
 */
public record Desired(
        String cluster,
        long generation,
        Presence presence,
        Instant submittedAt,
        Instant changedAt,
        int minReplicas,
        @Nullable Instant firstReadyAt,
        @Nullable Instant retiredAt,
        Duration readyWithin,
        Duration usuallyReadyWithin) {}
