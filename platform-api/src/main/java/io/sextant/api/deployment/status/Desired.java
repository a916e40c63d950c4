package io.sextant.api.deployment.status;

import io.sextant.contract.desired.Presence;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a deployment, as far as its status depends on it.
 *
 * @param submittedAt when its plan was accepted
 * @param changedAt when the current generation was accepted
 * @param minReplicas that always run; more come and go with the load
 * @param run the stretch of time since replicas were last wanted
 * @param awaitsApproval it was never approved, so no cluster knows of it
 * @param declined why it never will be, in a sentence; absent otherwise
 */
public record Desired(
        String cluster,
        long generation,
        Presence presence,
        Instant submittedAt,
        Instant changedAt,
        int minReplicas,
        Run run,
        @Nullable Instant retiredAt,
        boolean awaitsApproval,
        @Nullable String declined) {
    /** Of one that has begun. */
    public Desired(
            String cluster,
            long generation,
            Presence presence,
            Instant submittedAt,
            Instant changedAt,
            int minReplicas,
            Run run,
            @Nullable Instant retiredAt) {
        this(cluster, generation, presence, submittedAt, changedAt, minReplicas, run, retiredAt, false, null);
    }

    /** Whether it was ready since it was last started. */
    boolean wasReady() {
        return run.readyGeneration() != null && run.readyGeneration() >= run.generation();
    }

    /** Whether what is wanted now was ready, and not only what was wanted before. */
    boolean wasReadyAsItIs() {
        return run.readyGeneration() != null && run.readyGeneration() >= generation;
    }

    /**
     * Replicas that are wanted without a stop in between.
     *
     * @param generation that it began with
     * @param readyGeneration latest generation that was ready; absent where none ever was
     * @param readyWithin how long the way to Ready may take
     */
    public record Run(
            long generation, Instant startedAt, @Nullable Long readyGeneration, Duration readyWithin, Usual usual) {}

    /**
     * How long the way to Ready usually takes.
     *
     * @param starts of the same model, GPUs and cluster that say so; 0 where published figures do
     */
    public record Usual(Duration within, int starts) {}
}
