package io.sextant.deployer.diagnosis;

import static io.sextant.contract.observed.ConditionReason.CRASH_LOOPING;
import static io.sextant.contract.observed.ConditionReason.IMAGE_PULL_FAILED;
import static io.sextant.contract.observed.ConditionReason.NO_COMPATIBLE_PROFILE;
import static io.sextant.contract.observed.ConditionReason.OUT_OF_MEMORY;
import static io.sextant.contract.observed.ConditionReason.PULLING_IMAGE;
import static io.sextant.contract.observed.ConditionReason.REFUSED_BY_CLUSTER;
import static io.sextant.contract.observed.ConditionReason.WAITING_FOR_GPUS;
import static io.sextant.contract.observed.ConditionReason.WAITING_FOR_VOLUME;

import io.sextant.deployer.cluster.ContainerState;
import io.sextant.deployer.cluster.ContainerView;
import io.sextant.deployer.cluster.EventView;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.cluster.Workloads;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Why one pod does not do its work, from its containers, its scheduling and its events. */
final class PodDiagnosis {
    private static final Set<String> PULL_FAILURES =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable");
    private static final Set<String> CONFIG_FAILURES =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");
    private static final Set<String> VOLUME_EVENTS = Set.of("FailedMount", "FailedAttachVolume", "FailedMapVolume");
    private static final int RESTARTS_THAT_ARE_A_LOOP = 2;

    private final PodView pod;
    private final Workloads workloads;

    PodDiagnosis(PodView pod, Workloads workloads) {
        this.pod = pod;
        this.workloads = workloads;
    }

    /** The first cause that applies, causes that waiting does not mend first; empty for a pod that runs. */
    Optional<Finding> find() {
        return Stream.<Function<PodDiagnosis, Optional<Finding>>>of(
                        PodDiagnosis::imagePullFailure,
                        PodDiagnosis::memoryExhaustion,
                        PodDiagnosis::crash,
                        PodDiagnosis::configFailure,
                        PodDiagnosis::failedPod,
                        PodDiagnosis::volume,
                        PodDiagnosis::unscheduled,
                        PodDiagnosis::starting)
                .map(rule -> rule.apply(this))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Finding> imagePullFailure() {
        return waiting(PULL_FAILURES).map(container -> {
            String detail = lastEvent(
                            event -> event.warning() && event.message().contains("pull"))
                    .map(EventView::message)
                    .orElse(waitingMessage(container));
            return Finding.failure(
                    IMAGE_PULL_FAILED,
                    Sentence.of("The image %s cannot be pulled".formatted(container.image()), detail));
        });
    }

    private Optional<Finding> memoryExhaustion() {
        return notReady()
                .flatMap(PodDiagnosis::ends)
                .filter(end -> end.reason().equals("OOMKilled") || gpuMemoryExhausted(end))
                .findFirst()
                .map(end -> Finding.failure(
                        OUT_OF_MEMORY,
                        gpuMemoryExhausted(end)
                                ? "The model does not fit into the GPUs' memory with these settings."
                                : "A container was ended because it used more main memory than it may."));
    }

    private static boolean gpuMemoryExhausted(ContainerState.Terminated end) {
        String message = end.message().toLowerCase(Locale.ROOT);
        return message.contains("cuda out of memory") || message.contains("cuda error: out of memory");
    }

    private Optional<Finding> crash() {
        return notReady().filter(PodDiagnosis::loops).findFirst().map(container -> {
            Optional<ContainerState.Terminated> end = ends(container).findFirst();
            String cause = end.map(ContainerState.Terminated::message).orElse("");
            if (cause.contains("Could not match a profile")) {
                return Finding.failure(NO_COMPATIBLE_PROFILE, "No profile of the NIM fits the GPUs of the node.");
            }
            if (lastEvent(event ->
                            event.reason().equals("Killing") && event.message().contains("probe"))
                    .isPresent()) {
                return Finding.failure(
                        CRASH_LOOPING, "The container is restarted because it does not pass its health check in time.");
            }
            String lead = "The container ended %d times".formatted(container.restarts())
                    + end.map(last -> ", last with exit code " + last.exitCode())
                            .orElse("");
            return Finding.failure(CRASH_LOOPING, Sentence.of(lead, cause));
        });
    }

    private static boolean loops(ContainerView container) {
        return container.restarts() >= RESTARTS_THAT_ARE_A_LOOP
                || (container.state() instanceof ContainerState.Waiting waiting
                        && waiting.reason().equals("CrashLoopBackOff"));
    }

    private Optional<Finding> configFailure() {
        return waiting(CONFIG_FAILURES)
                .map(container -> Finding.failure(
                        REFUSED_BY_CLUSTER, Sentence.of("The container cannot be started", waitingMessage(container))));
    }

    private Optional<Finding> failedPod() {
        if (pod.phase() != PodView.Phase.FAILED) {
            return Optional.empty();
        }
        String detail = pod.containers().stream()
                .flatMap(PodDiagnosis::ends)
                .map(end -> end.message().isBlank() ? "exit code " + end.exitCode() : end.message())
                .findFirst()
                .orElse("");
        return Optional.of(Finding.failure(CRASH_LOOPING, Sentence.of("The pod failed", detail)));
    }

    private Optional<Finding> volume() {
        if (pod.phase() != PodView.Phase.PENDING) {
            return Optional.empty();
        }
        return lastEvent(event -> VOLUME_EVENTS.contains(event.reason()))
                .map(EventView::message)
                .or(() -> Optional.ofNullable(pod.unschedulable()).filter(PodDiagnosis::speaksOfVolumes))
                .map(message -> Finding.progress(
                        WAITING_FOR_VOLUME,
                        Sentence.of("The volume with the weights cannot be attached yet", message)));
    }

    private static boolean speaksOfVolumes(String message) {
        return message.contains("persistentvolumeclaim") || message.contains("volume node affinity");
    }

    private Optional<Finding> unscheduled() {
        if (pod.node() != null || pod.phase() != PodView.Phase.PENDING) {
            return Optional.empty();
        }
        String message = Objects.requireNonNullElse(pod.unschedulable(), "");
        return Optional.of(Finding.progress(WAITING_FOR_GPUS, Sentence.of("Waits for a node", message)));
    }

    private Optional<Finding> starting() {
        return pod.phase() == PodView.Phase.PENDING
                ? Optional.of(Finding.progress(
                        PULLING_IMAGE,
                        "The image %s is being pulled."
                                .formatted(pod.containers().stream()
                                        .findFirst()
                                        .map(ContainerView::image)
                                        .orElse(""))))
                : Optional.empty();
    }

    private Optional<ContainerView> waiting(Set<String> reasons) {
        return pod.containers().stream()
                .filter(container -> container.state() instanceof ContainerState.Waiting waiting
                        && reasons.contains(waiting.reason()))
                .findFirst();
    }

    private static String waitingMessage(ContainerView container) {
        return container.state() instanceof ContainerState.Waiting waiting ? waiting.message() : "";
    }

    private Stream<ContainerView> notReady() {
        return pod.containers().stream().filter(container -> !container.ready());
    }

    private static Stream<ContainerState.Terminated> ends(ContainerView container) {
        return Stream.of(
                        container.state() instanceof ContainerState.Terminated now
                                ? Optional.of(now)
                                : Optional.<ContainerState.Terminated>empty(),
                        Optional.ofNullable(container.lastEnd()))
                .flatMap(Optional::stream)
                .filter(end -> end.exitCode() != 0);
    }

    private Optional<EventView> lastEvent(Predicate<EventView> which) {
        return workloads.lastEvent(
                pod.namespace(), pod.name(), event -> event.kind().equals("Pod") && which.test(event));
    }

    /** The worst of several pods' findings: a failure before anything that may still come right. */
    static Optional<Finding> worst(List<Finding> findings) {
        return findings.stream()
                .filter(Finding::failed)
                .findFirst()
                .or(() -> findings.stream().findFirst());
    }
}
