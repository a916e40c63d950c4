package io.sextant.sandbox.nimoperator;

import io.sextant.planner.model.ModelArchitecture;
import io.sextant.sandbox.nim.MetricFamily;
import java.util.List;
import java.util.Optional;

/**
 * A NIM's image.
 *
 * @param nimId such as {@code meta/llama-3.1-8b-instruct}; the model id it serves under
 * @param profiles in the order in which it prefers them
 */
public record NimImage(
        String nimId, ModelArchitecture architecture, MetricFamily metricFamily, List<NimProfile> profiles) {
    public NimImage {
        profiles = List.copyOf(profiles);
    }

    /** The profile of this id. */
    Optional<NimProfile> profile(String id) {
        return profiles.stream().filter(profile -> profile.id().equals(id)).findFirst();
    }
}
