package io.sextant.api.planning;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterState;
import io.sextant.api.cluster.GpuPool;
import io.sextant.api.cluster.preflight.Level;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects what the reader of a plan should know about the data it was made from. */
final class PlanNotes {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final PlanLimits limits;
    private final List<String> notes = new ArrayList<>();

    PlanNotes(PlanLimits limits) {
        this.limits = limits;
    }

    void cluster(ClusterCapacity cluster) {
        if (cluster.state().kind() == ClusterState.Kind.DRAINING) {
            notes.add("Cluster %s is left out: it is being drained and takes no new deployments."
                    .formatted(cluster.name()));
            return;
        }
        if (cluster.contact() != ClusterCapacity.Contact.NEVER
                && !cluster.preflight().allowsPlans()) {
            leftOut(cluster);
            return;
        }
        switch (cluster.contact()) {
            case CURRENT -> noInventory(cluster);
            case STALE ->
                notes.add("Cluster %s was last heard at %s; its free GPUs may differ now."
                        .formatted(cluster.name(), time(cluster.lastHeardAt())));
            case NEVER -> notes.add("Cluster %s has not reported yet.".formatted(cluster.name()));
        }
    }

    private void leftOut(ClusterCapacity cluster) {
        notes.add("Cluster %s is left out. %s"
                .formatted(
                        cluster.name(),
                        cluster.preflight().at(Level.RED).stream()
                                .map(finding -> finding.found() + " " + finding.remedy())
                                .collect(Collectors.joining(" "))));
    }

    void unknown(ClusterCapacity cluster, GpuPool gpus) {
        notes.add("The %s GPUs of cluster %s are left out: the catalogue does not know the product."
                .formatted(gpus.gpuProduct(), cluster.name()));
    }

    void unpriced(ClusterCapacity cluster, CatalogGpu gpu) {
        notes.add("The %s GPUs of cluster %s are left out: they have no price.".formatted(gpu.title(), cluster.name()));
    }

    /** All notes, once it is known which pools there are. */
    List<String> about(List<OfferedPool> pools) {
        if (pools.isEmpty() && notes.isEmpty()) {
            notes.add("No cluster with GPUs has joined yet.");
        }
        limits.gpuProducts().stream()
                .filter(product -> pools.stream()
                        .noneMatch(pool -> pool.pool().gpuProduct().equals(product)))
                .map(product -> "No cluster offers " + product + ", which the plan is limited to.")
                .forEach(notes::add);
        return notes;
    }

    private void noInventory(ClusterCapacity cluster) {
        if (cluster.observedAt() == null) {
            notes.add("Cluster %s has not reported its nodes yet.".formatted(cluster.name()));
        }
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "an unknown time" : TIME.format(at);
    }
}
