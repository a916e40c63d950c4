package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.planner.capacity.SlaTerm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A useful no.
 *
 * @param binding the target that stands furthest from being held
 * @param nearest id of the candidate that comes closest to holding all targets together
 * @param nearestPerTerm the best that any candidate does on each target
 * @param changes single changes that would help, smallest first
 */
public record PlanUnreachable(
        SlaTerm binding, String nearest, List<NearestTarget> nearestPerTerm, List<Change> changes) {
    public PlanUnreachable {
        nearestPerTerm = List.copyOf(nearestPerTerm);
        changes = List.copyOf(changes);
    }

    /**
     * The best that any candidate does on one target.
     *
     * @param limit the target, in ms or tokens per second
     * @param reachable whether it can be held when the others are let go
     */
    public record NearestTarget(SlaTerm term, double limit, Figure nearest, boolean reachable, String candidate) {}

    /**
     * A change that would make the SLA reachable.
     *
     * @param member of the request that would change, as a JSON pointer; absent where nothing in it can
     * @param value the member's new value
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            String sentence,
            @Nullable String member,
            @Nullable Object value) {}
}
