package io.sextant.planner.frontier;

import io.sextant.planner.capacity.SlaTerm;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A useful no.
 *
 * @param binding the target that stands furthest from being held at the nearest candidate
 * @param nearest the candidate that comes closest to holding all targets together
 * @param nearestPerTerm the best of any candidate on each target
 * @param changes what would help, each by itself, the smallest first
 */
public record UnreachableSla(
        SlaTerm binding, Candidate nearest, List<NearestPoint> nearestPerTerm, List<Change> changes) {

    public UnreachableSla {
        nearestPerTerm = List.copyOf(nearestPerTerm);
        changes = List.copyOf(changes);
    }

    public String sentence() {
        String misses = nearest.rejections().stream()
                .filter(Rejection.TargetMissed.class::isInstance)
                .map(Rejection::sentence)
                .collect(Collectors.joining(" "));
        String help = changes.isEmpty() ? "" : " " + changes.getFirst().sentence();
        return "No candidate holds this SLA; %s binds. Nearest is %s: %s%s"
                .formatted(binding.label(), nearest.summary(), misses, help);
    }
}
