package io.sextant.api.cluster;

import io.sextant.api.cluster.preflight.Preflight;
import io.sextant.api.cluster.preflight.SharedVolumes;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.GpuNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A registered cluster, what it was last reported to consist of, and how far that can be relied on.
 *
 * @param revision grows with every change of its state
 * @param lastHeardAt absent until its deployer called for the first time
 * @param observedAt when the inventory was taken; absent until there is one
 * @param nodes by product, then name; empty until there is an inventory
 */
public record ClusterCapacity(
        String name,
        String title,
        ClusterState state,
        int revision,
        Contact contact,
        @Nullable Instant lastHeardAt,
        @Nullable Instant observedAt,
        @Nullable String kubernetesVersion,
        @Nullable String nimOperatorVersion,
        List<GpuNode> nodes,
        Preflight preflight) {
    /** A deployer that has been silent for longer is not counted on. */
    public static final Duration STALE_AFTER = Preflight.SILENT_AFTER;

    /** Whether the cluster's deployer can be counted on. */
    public enum Contact {
        /** It has called within {@link ClusterCapacity#STALE_AFTER}. */
        CURRENT,
        /** It has called before, but not lately: the inventory is the last one known. */
        STALE,
        /** It has never called. */
        NEVER
    }

    public ClusterCapacity {
        nodes = List.copyOf(nodes);
    }

    static ClusterCapacity of(
            String name,
            String title,
            ClusterState state,
            int revision,
            @Nullable Instant lastHeardAt,
            @Nullable ClusterInventory inventory,
            Instant now) {
        Contact contact = contact(lastHeardAt, now);
        Preflight preflight = Preflight.of(lastHeardAt == null ? null : Duration.between(lastHeardAt, now), inventory);
        if (inventory == null) {
            return new ClusterCapacity(
                    name, title, state, revision, contact, lastHeardAt, null, null, null, List.of(), preflight);
        }
        return new ClusterCapacity(
                name,
                title,
                state,
                revision,
                contact,
                lastHeardAt,
                inventory.observedAt(),
                inventory.kubernetesVersion(),
                inventory.nimOperatorVersion(),
                inventory.nodes().stream()
                        .sorted(Comparator.comparing(GpuNode::gpuProduct).thenComparing(GpuNode::name))
                        .toList(),
                preflight);
    }

    private static Contact contact(@Nullable Instant lastHeardAt, Instant now) {
        if (lastHeardAt == null) {
            return Contact.NEVER;
        }
        return lastHeardAt.plus(STALE_AFTER).isBefore(now) ? Contact.STALE : Contact.CURRENT;
    }

    /** The whole GPUs of the cluster by product; slices and shares of GPUs are none. */
    public List<GpuPool> pools() {
        return wholeNodes().stream()
                .collect(Collectors.groupingBy(GpuNode::gpuProduct, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(pool -> GpuPool.of(pool.getKey(), pool.getValue()))
                .toList();
    }

    /** The nodes whose count of GPUs is one of whole GPUs. */
    public List<GpuNode> wholeNodes() {
        return nodes.stream()
                .filter(node -> node.countsWholeGpus() && node.allocatableGpus() > 0)
                .toList();
    }

    /** Whether anything new may be placed there. */
    public boolean takesPlacements() {
        return state.kind() == ClusterState.Kind.ACTIVE && preflight.allowsPlans();
    }

    /** Whether volumes of its default storage class are known to be such that several nodes can mount them. */
    public boolean sharesVolumes() {
        return preflight.sharedVolumes() == SharedVolumes.YES;
    }

    /** Whether what it was last reported to consist of may be planned with as it stands. */
    public boolean isCurrent() {
        return contact == Contact.CURRENT && observedAt != null;
    }
}
