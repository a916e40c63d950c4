package io.sextant.api.planning;

import io.sextant.planner.capacity.SlaTerm;
import java.util.List;

/**
 * A useful no.
 *
 * @param binding the target that stands furthest from being held
 * @param nearest id of the candidate that comes closest to holding all targets together
 * @param nearestPerTerm the best that any candidate does on each target
 */
public record PlanUnreachable(SlaTerm binding, String nearest, List<NearestTarget> nearestPerTerm) {
    public PlanUnreachable {
        nearestPerTerm = List.copyOf(nearestPerTerm);
    }

    /**
     * The best that any candidate does on one target.
     *
     * @param limit the target, in ms or tokens per second
     * @param reachable whether it can be held when the others are let go
     */
    public record NearestTarget(SlaTerm term, double limit, Figure nearest, boolean reachable, String candidate) {}
}
