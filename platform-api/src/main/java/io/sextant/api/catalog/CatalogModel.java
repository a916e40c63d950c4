package io.sextant.api.catalog;

import io.sextant.planner.model.ModelArchitecture;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A NIM of the catalogue.
 *
 * @param nimId publisher and name, such as {@code meta/llama-3.1-8b-instruct}; also the model's name in requests
 * @param image null where none is named yet: such a model can be planned, not deployed
 * @param profiles at least one
 * @param facts everything the catalogue claims, each with its source
 * @param notes what to watch out for; may be empty
 * @param addition null for what the platform ships
 */
public record CatalogModel(
        String nimId,
        String title,
        String publisher,
        @Nullable NimImage image,
        ModelArchitecture architecture,
        String licence,
        Lifecycle lifecycle,
        MetricFamily metricFamily,
        List<NimProfile> profiles,
        List<Fact> facts,
        String notes,
        @Nullable Addition addition) {
    public CatalogModel {
        profiles = List.copyOf(profiles);
        facts = List.copyOf(facts);
        if (!nimId.matches("[a-z0-9-]+/[a-z0-9._-]+")) {
            throw new IllegalArgumentException("a NIM id is publisher/name in lower case, but was " + nimId);
        }
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException(nimId + " has no profile, so nothing could run it");
        }
    }

    /** An image is named, so a cluster can run it. */
    public boolean isDeployable() {
        return image != null;
    }

    /** The part of the id before the slash. */
    public String publisherId() {
        return nimId.substring(0, nimId.indexOf('/'));
    }

    /** The part of the id after the slash. */
    public String name() {
        return nimId.substring(nimId.indexOf('/') + 1);
    }

    /** Parameters, 10^9. */
    public double parametersB() {
        return architecture.totalParamsB();
    }

    /** Longest input plus output, tokens. */
    public int contextTokens() {
        return architecture.maxContext();
    }

    /** The profile of that id. */
    public Optional<NimProfile> profile(String id) {
        return profiles.stream().filter(profile -> profile.id().equals(id)).findFirst();
    }

    /** Whether at least one profile can run on this GPU. */
    public boolean runsOn(CatalogGpu gpu) {
        return profiles.stream().anyMatch(profile -> profile.suits(architecture, gpu));
    }
}
