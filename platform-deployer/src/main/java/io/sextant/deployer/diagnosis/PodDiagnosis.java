package io.sextant.deployer.diagnosis;

import static io.sextant.contract.observed.ConditionReason.CRASH_LOOPING;
import static io.sextant.contract.observed.ConditionReason.KILLED_BY_PROBE;
import static io.sextant.contract.observed.ConditionReason.OUT_OF_GPU_MEMORY;
import static io.sextant.contract.observed.ConditionReason.OUT_OF_MEMORY;
import static io.sextant.contract.observed.ConditionReason.PULLING_IMAGE;
import static io.sextant.contract.observed.ConditionReason.REFUSED_BY_CLUSTER;
import static io.sextant.contract.observed.ConditionReason.VOLUME_HELD_ELSEWHERE;
import static io.sextant.contract.observed.ConditionReason.WAITING_FOR_GPUS;
import static io.sextant.contract.observed.ConditionReason.WAITING_FOR_NODE;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why one pod does not do its work, from its containers, its scheduling and its events. */
final class PodDiagnosis {
    private static final Set<String> PULL_FAILURES =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable");
    private static final Set<String> CONFIG_FAILURES =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");
    private static final Set<String> VOLUME_EVENTS = Set.of("FailedMount", "FailedAttachVolume", "FailedMapVolume");
    private static final Pattern LEAD = Pattern.compile(
            "failed to (pull( and unpack)? image|resolve reference) \"[^\"]*\": ", Pattern.CASE_INSENSITIVE);

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
            Symptom symptom = Symptom.ofPull(waitingReason(container) + " " + detail);
            String image = container.image().isBlank() ? "of the container" : container.image();
            return Finding.failure(
                    symptom.reason(), Sentence.of("%s (%s)".formatted(symptom.sentence(), image), withoutLead(detail)));
        });
    }

    /** The registry's answer without the image's name before each layer's word of it. */
    private static String withoutLead(String detail) {
        return LEAD.matcher(detail).replaceAll("");
    }

    private Optional<Finding> memoryExhaustion() {
        return notReady()
                .flatMap(PodDiagnosis::ends)
                .filter(end -> end.reason().equals("OOMKilled"))
                .findFirst()
                .map(end -> Finding.failure(
                        OUT_OF_MEMORY, "A container was ended because it used more main memory than it may."));
    }

    /** A cause that the container names is told at its first end; others may come right until it loops. */
    private Optional<Finding> crash() {
        return notReady().flatMap(container -> crash(container).stream()).findFirst();
    }

    private Optional<Finding> crash(ContainerView container) {
        Optional<ContainerState.Terminated> end = ends(container).findFirst();
        String cause = end.map(ContainerState.Terminated::message).orElse("");
        Optional<Symptom> symptom = Symptom.ofLastWords(cause);
        if (symptom.isPresent()) {
            return symptom.map(known -> known.failure(known.reason() == OUT_OF_GPU_MEMORY ? "" : cause));
        }
        if (end.isPresent() && isKilledByProbe()) {
            return Optional.of(Finding.failure(
                    KILLED_BY_PROBE, "The container is restarted because it does not pass its health check in time."));
        }
        if (!loops(container)) {
            return Optional.empty();
        }
        String lead = "The container ended %d times".formatted(container.restarts())
                + end.map(last -> ", last with exit code " + last.exitCode()).orElse("");
        return Optional.of(Finding.failure(CRASH_LOOPING, Sentence.of(lead, cause)));
    }

    private boolean isKilledByProbe() {
        return lastEvent(event ->
                        event.reason().equals("Killing") && event.message().contains("probe"))
                .isPresent();
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
        return Optional.of(Finding.failure(CRASH_LOOPING, Sentence.of("The pod failed", lastWords())));
    }

    /** What its containers said before they ended, or with which code they did. */
    String lastWords() {
        return pod.containers().stream()
                .flatMap(PodDiagnosis::ends)
                .map(end -> end.message().isBlank() ? "exit code " + end.exitCode() : end.message())
                .findFirst()
                .orElse("");
    }

    private Optional<Finding> volume() {
        if (pod.phase() != PodView.Phase.PENDING) {
            return Optional.empty();
        }
        return lastEvent(event -> VOLUME_EVENTS.contains(event.reason()))
                .map(EventView::message)
                .or(() -> Optional.ofNullable(pod.unschedulable()).filter(PodDiagnosis::speaksOfVolumes))
                .map(message -> message.contains("Multi-Attach")
                        ? Finding.progress(
                                VOLUME_HELD_ELSEWHERE,
                                Sentence.of("Another node still holds the volume with the weights", message))
                        : Finding.progress(
                                WAITING_FOR_VOLUME,
                                Sentence.of("The volume with the weights cannot be attached yet", message)));
    }

    private static boolean speaksOfVolumes(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("persistentvolumeclaim") || lower.contains("volume node affinity");
    }

    private Optional<Finding> unscheduled() {
        if (pod.node() != null || pod.phase() != PodView.Phase.PENDING) {
            return Optional.empty();
        }
        String message = Objects.requireNonNullElse(pod.unschedulable(), "");
        boolean wantsGpus = pod.gpus() > 0 || message.contains("nvidia.com/gpu");
        return Optional.of(Finding.progress(
                wantsGpus ? WAITING_FOR_GPUS : WAITING_FOR_NODE, Sentence.of("Waits for a node", message)));
    }

    private Optional<Finding> starting() {
        if (pod.phase() != PodView.Phase.PENDING) {
            return Optional.empty();
        }
        String image = pod.containers().stream()
                .map(ContainerView::image)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("");
        return Optional.of(Finding.progress(
                PULLING_IMAGE,
                image.isEmpty() ? "The image is being pulled." : "The image %s is being pulled.".formatted(image)));
    }

    private Optional<ContainerView> waiting(Set<String> reasons) {
        return pod.containers().stream()
                .filter(container -> container.state() instanceof ContainerState.Waiting waiting
                        && reasons.contains(waiting.reason()))
                .findFirst();
    }

    private static String waitingReason(ContainerView container) {
        return container.state() instanceof ContainerState.Waiting waiting ? waiting.reason() : "";
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
