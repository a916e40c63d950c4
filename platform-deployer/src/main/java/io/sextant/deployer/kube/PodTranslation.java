package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.sextant.deployer.cluster.ContainerState;
import io.sextant.deployer.cluster.ContainerView;
import io.sextant.deployer.cluster.PodView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the client's pods to the deployer's own values. */
final class PodTranslation {
    static final String GPU = "nvidia.com/gpu";

    private final Pod pod;
    private final PodSpec spec;
    private final PodStatus status;

    private PodTranslation(Pod pod) {
        this.pod = pod;
        this.spec = Objects.requireNonNullElseGet(pod.getSpec(), PodSpec::new);
        this.status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
    }

    static PodView view(Pod pod) {
        return new PodTranslation(pod).view();
    }

    /** GPUs of all containers' limits. */
    static int gpus(Pod pod) {
        return Objects.requireNonNullElse(pod.getSpec().getContainers(), List.<Container>of()).stream()
                .map(PodTranslation::limits)
                .mapToInt(limits -> wholeNumber(limits.get(GPU)))
                .sum();
    }

    static int wholeNumber(@Nullable Quantity quantity) {
        return quantity == null ? 0 : quantity.getNumericalAmount().intValue();
    }

    private static Map<String, Quantity> limits(Container container) {
        return container.getResources() == null
                ? Map.of()
                : Objects.requireNonNullElse(container.getResources().getLimits(), Map.of());
    }

    private PodView view() {
        String node = spec.getNodeName();
        Instant createdAt = Timestamp.of(pod.getMetadata().getCreationTimestamp(), Instant.EPOCH);
        return new PodView(
                Objects.requireNonNullElse(pod.getMetadata().getNamespace(), ""),
                pod.getMetadata().getName(),
                Objects.requireNonNullElse(pod.getMetadata().getUid(), ""),
                Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of()),
                node == null || node.isEmpty() ? null : node,
                phase(),
                createdAt,
                boundAt(createdAt),
                condition("Ready").filter(PodTranslation::holds).isPresent(),
                pod.getMetadata().getDeletionTimestamp() != null,
                gpus(pod),
                unschedulable(),
                containers(),
                claims());
    }

    private PodView.Phase phase() {
        return Stream.of(PodView.Phase.values())
                .filter(phase -> phase.name()
                        .equals(Objects.requireNonNullElse(status.getPhase(), "Pending")
                                .toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(PodView.Phase.UNKNOWN);
    }

    /** The scheduler's binding; a pod put on a node by other means counts from when it was made. */
    private @Nullable Instant boundAt(Instant createdAt) {
        if (spec.getNodeName() == null || spec.getNodeName().isEmpty()) {
            return null;
        }
        return condition("PodScheduled")
                .filter(PodTranslation::holds)
                .map(condition -> Timestamp.of(condition.getLastTransitionTime(), createdAt))
                .orElse(createdAt);
    }

    private @Nullable String unschedulable() {
        return condition("PodScheduled")
                .filter(condition -> !holds(condition))
                .map(condition -> Objects.requireNonNullElse(condition.getMessage(), ""))
                .orElse(null);
    }

    private Optional<PodCondition> condition(String type) {
        return Objects.requireNonNullElse(status.getConditions(), List.<PodCondition>of()).stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    private static boolean holds(PodCondition condition) {
        return "True".equals(condition.getStatus());
    }

    private List<ContainerView> containers() {
        return Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(container -> !finishedInit(container))
                .map(PodTranslation::container)
                .toList();
    }

    /** An init container that has done its work is never ready and is no concern. */
    private static boolean finishedInit(ContainerStatus container) {
        return container.getState() != null
                && container.getState().getTerminated() != null
                && Integer.valueOf(0)
                        .equals(container.getState().getTerminated().getExitCode());
    }

    private static ContainerView container(ContainerStatus container) {
        return new ContainerView(
                container.getName(),
                Objects.requireNonNullElse(container.getImage(), ""),
                Boolean.TRUE.equals(container.getReady()),
                Objects.requireNonNullElse(container.getRestartCount(), 0),
                state(container.getState()),
                container.getLastState() == null || container.getLastState().getTerminated() == null
                        ? null
                        : terminated(container.getLastState().getTerminated()));
    }

    private static ContainerState state(io.fabric8.kubernetes.api.model.@Nullable ContainerState state) {
        if (state != null && state.getRunning() != null) {
            return new ContainerState.Running(Timestamp.of(state.getRunning().getStartedAt(), Instant.EPOCH));
        }
        if (state != null && state.getTerminated() != null) {
            return terminated(state.getTerminated());
        }
        if (state != null && state.getWaiting() != null) {
            return new ContainerState.Waiting(
                    Objects.requireNonNullElse(state.getWaiting().getReason(), ""),
                    Objects.requireNonNullElse(state.getWaiting().getMessage(), ""));
        }
        return new ContainerState.Waiting("", "");
    }

    private static ContainerState.Terminated terminated(ContainerStateTerminated end) {
        return new ContainerState.Terminated(
                Objects.requireNonNullElse(end.getReason(), ""),
                Objects.requireNonNullElse(end.getExitCode(), 0),
                Objects.requireNonNullElse(end.getMessage(), ""),
                Timestamp.ofNullable(end.getFinishedAt()));
    }

    private List<String> claims() {
        return Objects.requireNonNullElse(spec.getVolumes(), List.<Volume>of()).stream()
                .filter(volume -> volume.getPersistentVolumeClaim() != null)
                .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
                .toList();
    }
}
