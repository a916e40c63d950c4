package io.sextant.planner.capacity;

/**
 * The bounds of a deployment that follows its load.
 *
 * @param targetConcurrency running requests per replica at which one more is started
 * @param lead why the minimum is what it is
 */
public record Autoscaling(int minReplicas, int maxReplicas, int targetConcurrency, ColdStartLead lead) {

    public Autoscaling {
        if (minReplicas < 1 || maxReplicas < minReplicas || targetConcurrency < 1) {
            throw new IllegalArgumentException("autoscaling needs 1 <= min <= max and a target of at least 1, but was "
                    + minReplicas + ", " + maxReplicas + ", " + targetConcurrency);
        }
    }
}
