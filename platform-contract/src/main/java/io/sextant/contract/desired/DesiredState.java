package io.sextant.contract.desired;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster should hold at one revision: all of it, or what changed since a revision that the reader has.
 *
 * <p>All of it is complete: what a deployer once applied and no longer finds here is to be removed. A retired deployment
 * stays listed as {@link Presence#GONE} until its pods were reported gone.
 *
 * @param revision grows with every change of this cluster's desired state
 * @param changes absent when this is all of it
 */
public record DesiredState(
        String cluster,
        long revision,
        List<DesiredNamespace> namespaces,
        List<DesiredDeployment> deployments,
        @Nullable Changes changes) {
    public DesiredState {
        namespaces = List.copyOf(namespaces);
        deployments = List.copyOf(deployments);
    }

    /** All that a cluster should hold. */
    public DesiredState(
            String cluster, long revision, List<DesiredNamespace> namespaces, List<DesiredDeployment> deployments) {
        this(cluster, revision, namespaces, deployments, null);
    }

    /**
     * What makes a state one of changes.
     *
     * @param since the revision to which they are added
     * @param gone deployments that are listed no more
     * @param listed how many deployments are listed now, by which a reader notices that it misses one
     */
    public record Changes(long since, List<UUID> gone, int listed) {
        public Changes {
            gone = List.copyOf(gone);
        }
    }

    /** All of it, to a reader who has {@code known}; empty where this does not follow from that. */
    public Optional<DesiredState> after(DesiredState known) {
        if (changes == null) {
            return Optional.of(this);
        }
        if (changes.since() != known.revision()) {
            return Optional.empty();
        }
        Map<UUID, DesiredDeployment> listed = by(known.deployments(), DesiredDeployment::id);
        changes.gone().forEach(listed::remove);
        listed.putAll(by(deployments, DesiredDeployment::id));
        if (listed.size() != changes.listed()) {
            return Optional.empty();
        }
        Map<String, DesiredNamespace> fenced = by(known.namespaces(), DesiredNamespace::name);
        fenced.putAll(by(namespaces, DesiredNamespace::name));
        return Optional.of(
                new DesiredState(cluster, revision, List.copyOf(fenced.values()), List.copyOf(listed.values())));
    }

    private static <K, V> Map<K, V> by(List<V> values, Function<V, K> key) {
        Map<K, V> found = new LinkedHashMap<>();
        values.forEach(value -> found.put(key.apply(value), value));
        return found;
    }
}
