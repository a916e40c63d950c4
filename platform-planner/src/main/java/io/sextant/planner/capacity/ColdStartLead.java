package io.sextant.planner.capacity;

import io.sextant.planner.units.Display;

/**
 * Whether a replica that is asked for when the headroom begins to go is there before it is gone.
 *
 * @param leadSeconds from the load's growth to the new replica's first answer
 * @param growth by how much the load may rise in that time, as a share of the peak
 * @param troughReplicas what the lowest load needs
 * @param neededReplicas fewest replicas whose headroom holds that growth, redundant ones included
 * @param minReplicas what follows: the larger of both, at most those of the peak
 */
public record ColdStartLead(
        double leadSeconds, double growth, int troughReplicas, int neededReplicas, int minReplicas) {

    /** Whether the lowest load's replicas would be too few to wait for another one. */
    public boolean raisesMinimum() {
        return minReplicas > troughReplicas;
    }

    public String sentence() {
        if (growth == 0) {
            return "The load does not move, so no replica has to start in time.";
        }
        String wait = "A new replica answers after %s, in which the load may grow by %s %% of the peak"
                .formatted(Display.duration(leadSeconds * 1000), Display.decimal(growth * 100, 1));
        return raisesMinimum()
                ? "%s: the headroom of %s is too little for that, so the minimum is raised to %s."
                        .formatted(wait, replicas(troughReplicas), Display.count(minReplicas))
                : "%s: the headroom of %s covers that.".formatted(wait, replicas(minReplicas));
    }

    private static String replicas(int count) {
        return count == 1 ? "1 replica" : Display.count(count) + " replicas";
    }
}
