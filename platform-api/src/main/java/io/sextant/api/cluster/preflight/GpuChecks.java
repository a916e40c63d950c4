package io.sextant.api.cluster.preflight;

import static io.sextant.api.cluster.preflight.PreflightCheck.GPU_DRIVER;
import static io.sextant.api.cluster.preflight.PreflightCheck.GPU_NODES;
import static io.sextant.api.cluster.preflight.PreflightCheck.GPU_SHARING;

import io.sextant.contract.observed.GpuNode;
import io.sextant.contract.observed.NodeTraits;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The nodes with GPUs. */
final class GpuChecks {
    private static final VersionNumber OLDEST_DRIVER = new VersionNumber(535, 0);

    private GpuChecks() {}

    static Finding nodes(List<GpuNode> nodes) {
        List<GpuNode> whole = whole(nodes);
        List<GpuNode> open = only(whole, GpuNode::schedulable);
        int gpus = open.stream().mapToInt(GpuNode::allocatableGpus).sum();
        if (gpus == 0) {
            return GPU_NODES.red(
                    nodes.isEmpty()
                            ? "No node has GPUs."
                            : "None of the %d nodes with GPUs takes pods that need whole GPUs.".formatted(nodes.size()),
                    "Add a node with GPUs, or make one schedulable again: kubectl uncordon NODE.");
        }
        List<String> closed = names(only(whole, node -> !node.schedulable()));
        if (!closed.isEmpty()) {
            return GPU_NODES.amber(
                    "%s take no new pods: cordoned or not ready.".formatted(list(closed)),
                    "When the maintenance is over: kubectl uncordon NODE. If a node is not ready, look at its kubelet.");
        }
        List<String> unnamed = names(only(whole, node -> node.gpuProduct().isEmpty()));
        return unnamed.isEmpty()
                ? GPU_NODES.green("%d GPUs on %d nodes take pods.".formatted(gpus, open.size()))
                : GPU_NODES.amber(
                        "%s have GPUs, but no label nvidia.com/gpu.product, so they cannot be planned."
                                .formatted(list(unnamed)),
                        "Run GPU Feature Discovery of the GPU Operator on them.");
    }

    static Finding sharing(List<GpuNode> nodes) {
        List<String> divided = nodes.stream()
                .map(GpuChecks::division)
                .flatMap(Optional::stream)
                .toList();
        return divided.isEmpty()
                ? GPU_SHARING.green("All GPUs are handed out whole.")
                : GPU_SHARING.amber(
                        "Parts of GPUs are not planned with: %s.".formatted(list(divided)),
                        "Use whole GPUs where models are to run: no MIG layout and no time-slicing on those nodes.");
    }

    /** Such as gpu-3 shares each GPU among 4 pods. */
    private static Optional<String> division(GpuNode node) {
        NodeTraits traits = node.traits();
        if (traits == null) {
            return Optional.empty();
        }
        if (traits.sharesGpus(node.gpuProduct())) {
            return Optional.of("%s shares each GPU among %d pods".formatted(node.name(), traits.replicasPerGpu()));
        }
        if (traits.migSlices(node.gpuProduct())) {
            return Optional.of("%s has %d MIG slices".formatted(node.name(), node.allocatableGpus()));
        }
        return traits.parts().isEmpty()
                ? Optional.empty()
                : Optional.of("%s has %s"
                        .formatted(
                                node.name(),
                                new TreeSet<>(traits.parts().entrySet().stream()
                                                .map(part -> part.getValue() + " " + part.getKey())
                                                .toList())
                                        .stream().collect(Collectors.joining(" and "))));
    }

    static Finding driver(List<GpuNode> nodes) {
        List<String> old = names(only(
                nodes,
                node -> driver(node)
                        .filter(found -> found.isBefore(OLDEST_DRIVER))
                        .isPresent()));
        if (!old.isEmpty()) {
            return GPU_DRIVER.amber(
                    "The driver of %s is older than %d; NIMs of this year ask for a newer one."
                            .formatted(list(old), OLDEST_DRIVER.major()),
                    "Update the driver, through the GPU Operator where it installs it.");
        }
        List<String> changing = names(only(nodes, GpuChecks::isMigChanging));
        if (!changing.isEmpty()) {
            return GPU_DRIVER.amber(
                    "The MIG layout of %s could not be set or is being changed.".formatted(list(changing)),
                    "Look at the MIG manager's pod on that node.");
        }
        List<String> unknown = names(only(nodes, node -> driver(node).isEmpty()));
        return unknown.isEmpty()
                ? GPU_DRIVER.green("Driver %s, CUDA %s."
                        .formatted(
                                versions(nodes, NodeTraits::driverVersion), versions(nodes, NodeTraits::cudaVersion)))
                : GPU_DRIVER.amber(
                        "The driver of %s is not known: the label nvidia.com/cuda.driver-version.full is missing."
                                .formatted(list(unknown)),
                        "Run GPU Feature Discovery of the GPU Operator on them.");
    }

    private static Optional<VersionNumber> driver(GpuNode node) {
        return Optional.ofNullable(node.traits()).flatMap(traits -> VersionNumber.of(traits.driverVersion()));
    }

    private static boolean isMigChanging(GpuNode node) {
        return node.traits() != null
                && !node.traits().migState().isEmpty()
                && !node.traits().migState().equals("success");
    }

    private static String versions(List<GpuNode> nodes, Function<NodeTraits, String> version) {
        return nodes.stream()
                .map(GpuNode::traits)
                .filter(Objects::nonNull)
                .map(version)
                .map(text -> text.isEmpty() ? "unknown" : text)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    private static List<GpuNode> whole(List<GpuNode> nodes) {
        return only(nodes, node -> node.countsWholeGpus() && node.allocatableGpus() > 0);
    }

    private static List<GpuNode> only(List<GpuNode> nodes, Predicate<GpuNode> which) {
        return nodes.stream().filter(which).toList();
    }

    private static List<String> names(List<GpuNode> nodes) {
        return nodes.stream().map(GpuNode::name).toList();
    }

    private static String list(List<String> names) {
        return names.size() <= 3
                ? String.join(", ", names)
                : "%s and %d more".formatted(String.join(", ", names.subList(0, 3)), names.size() - 3);
    }
}
