package io.sextant.deployer.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A HorizontalPodAutoscaler, be it the NIM Operator's or KEDA's.
 *
 * @param target name of the Deployment it scales
 */
public record AutoscalerView(String namespace, String name, String target, List<StatusCondition> conditions) {
    public AutoscalerView {
        conditions = List.copyOf(conditions);
    }

    /** What it says of itself by this name; it says nothing before its first look. */
    public Optional<StatusCondition> says(String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
