package io.sextant.sandbox.apiserver.kind;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind as it is served: where, under which names, with which subresources and fields.
 *
 * @param group empty for the core group
 * @param custom defined by a CustomResourceDefinition: no strategic merge patch, unknown fields are pruned
 * @param shape structure of the whole object
 * @param traits what sets this kind apart
 * @param definition of a custom kind that came in a file; null for what this program knows by itself
 */
public record ResourceType(
        String group,
        String version,
        String kind,
        String plural,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        boolean custom,
        Shape.Fields shape,
        Set<Trait> traits,
        @Nullable CustomDefinition definition) {

    /** What sets a kind apart. */
    public enum Trait {
        /** Has {@code /status}; a main write leaves status alone. */
        STATUS,
        /** Has {@code /scale}. */
        SCALE,
        /** {@code metadata.generation} counts changes of the specification. */
        GENERATION,
        /** Names are DNS labels, not subdomains. */
        LABEL_NAME,
        /** Given out by the server, not created by clients. */
        READ_ONLY
    }

    public ResourceType {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        traits = Set.copyOf(traits);
    }

    /** {@code v1} or {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code pods} or {@code deployments.apps}. */
    public String groupResource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** {@code Pod} or {@code Deployment.apps}. */
    public String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    /** {@code PodList}. */
    public String listKind() {
        return kind + "List";
    }

    /** Whether this kind has the trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
