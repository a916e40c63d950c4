package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.deployment.status.Phase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a deployment.
 *
 * @param actor who did it; absent for what its cluster reported
 * @param phase it was in from then on; absent where that did not change
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeploymentEvent(
        long id,
        Instant at,
        Kind kind,
        long generation,
        @Nullable String actor,
        @Nullable Phase phase,
        String sentence) {
    /** What kind of thing happened. */
    public enum Kind {
        /** A plan was accepted. */
        SUBMITTED,
        /** It came into another state: its cluster reported so, or somebody decided on it. */
        STATUS,
        /** It became ready for the first time since it was started. */
        READY,
        /** Somebody wants it without a replica. */
        STOP_REQUESTED,
        /** Somebody wants its replicas again. */
        START_REQUESTED,
        /** Somebody set other bounds of replicas. */
        RESIZED,
        /** Somebody wants what was wanted in an earlier generation. */
        ROLLED_BACK,
        /** Somebody wants another plan for its workload. */
        REPLANNED,
        /** Somebody set when it ends, or took its end back. */
        END_SET,
        /** GPUs that it no longer needs were given back to the quota. */
        GPUS_GIVEN_BACK,
        /** Somebody wants it gone. */
        RETIREMENT_REQUESTED,
        /** Its pods were seen gone and its GPUs given back. */
        RETIRED
    }
}
