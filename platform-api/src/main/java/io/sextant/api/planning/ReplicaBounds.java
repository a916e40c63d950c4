package io.sextant.api.planning;

import io.sextant.planner.frontier.Candidate;

/**
 * Between how many replicas a deployment would move, as far as its cluster lets it.
 *
 * @param held whether it would move further on another cluster
 */
record ReplicaBounds(int min, int max, boolean held) {
    static ReplicaBounds of(Candidate candidate, OfferedPool pool) {
        ReplicaBounds planned = planned(candidate);
        int replicas = candidate.replicas();
        boolean fixed = !pool.followsLoad() || (replicas == 1 && pool.keepsReplicasOnOneNode());
        return fixed && planned.min != planned.max ? new ReplicaBounds(replicas, replicas, true) : planned;
    }

    /** An autoscaler knows nothing of replicas kept for a failure: where some are, all of the peak's always run. */
    private static ReplicaBounds planned(Candidate candidate) {
        int least = candidate.sizing().redundantReplicas() > 0
                ? candidate.replicas()
                : candidate.autoscaling().minReplicas();
        return new ReplicaBounds(least, candidate.autoscaling().maxReplicas(), false);
    }

    /** GPUs of the most replicas. */
    int quotaGpus(Candidate candidate) {
        return held ? max * candidate.gpusPerReplica() : candidate.quotaGpus();
    }
}
