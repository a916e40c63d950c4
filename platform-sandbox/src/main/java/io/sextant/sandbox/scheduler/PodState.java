package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.sextant.sandbox.control.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod's status in the making; conditions move their transition time only when their status changes. */
final class PodState {
    /** True once volumes are mounted and the network is up; the image is pulled from then on. */
    static final String PREPARED = "PodReadyToStartContainers";

    private final Pod pod;
    private final Instant now;
    private final PodStatusBuilder status;
    private final List<PodCondition> conditions;

    PodState(Pod pod, Instant now) {
        this.pod = pod;
        this.now = now;
        PodStatus before = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        this.status = new PodStatusBuilder(before);
        this.conditions = new ArrayList<>(before.getConditions());
    }

    static boolean hasVolumes(Pod pod) {
        return Pods.condition(pod, PREPARED)
                .filter(condition -> condition.getStatus().equals("True"))
                .isPresent();
    }

    PodState withPhase(String phase) {
        status.withPhase(phase);
        return this;
    }

    PodState startedOn(String address) {
        status.withStartTime(Timestamps.text(now)).withHostIP(address);
        return this;
    }

    PodState withAddress(String address) {
        status.withPodIP(address);
        return this;
    }

    PodState condition(String type, boolean holds, @Nullable String reason, @Nullable String message) {
        return conditionAt(type, holds, reason, message, now);
    }

    PodState conditionAt(String type, boolean holds, @Nullable String reason, @Nullable String message, Instant at) {
        String value = holds ? "True" : "False";
        PodCondition before = conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElse(null);
        boolean same = before != null && before.getStatus().equals(value);
        PodCondition after = new PodConditionBuilder()
                .withType(type)
                .withStatus(value)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(same && before != null ? before.getLastTransitionTime() : Timestamps.text(at))
                .build();
        if (before == null) {
            conditions.add(after);
        } else {
            conditions.set(conditions.indexOf(before), after);
        }
        return this;
    }

    /** Ready or not, with the containers' readiness alongside. */
    PodState ready(boolean ready, Instant at) {
        String reason = ready ? null : "ContainersNotReady";
        String message = ready ? null : "containers with unready status: [" + names() + "]";
        conditionAt("ContainersReady", ready, reason, message, at);
        return conditionAt("Ready", ready, reason, message, at);
    }

    /** Gives every container this state. */
    PodState containers(
            ContainerState state, boolean ready, boolean started, int restarts, @Nullable ContainerState last) {
        List<ContainerStatus> all = new ArrayList<>();
        for (Container container : pod.getSpec().getContainers()) {
            all.add(new ContainerStatusBuilder()
                    .withName(container.getName())
                    .withImage(container.getImage())
                    .withImageID("")
                    .withState(state)
                    .withLastState(last == null ? new ContainerState() : last)
                    .withReady(ready)
                    .withStarted(started)
                    .withRestartCount(restarts)
                    .build());
        }
        status.withContainerStatuses(all);
        return this;
    }

    static ContainerState waiting(String reason, @Nullable String message) {
        return new ContainerStateBuilder().withNewWaiting(message, reason).build();
    }

    static ContainerState running(Instant since) {
        return new ContainerStateBuilder()
                .withNewRunning(Timestamps.text(since))
                .build();
    }

    static ContainerState terminated(Workloads.Run.Ends end, String reason, Instant startedAt, Instant finishedAt) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(end.exitCode())
                .withReason(reason)
                .withMessage(end.message().isEmpty() ? null : end.message())
                .withStartedAt(Timestamps.text(startedAt))
                .withFinishedAt(Timestamps.text(finishedAt))
                .endTerminated()
                .build();
    }

    Pod pod() {
        return new PodBuilder(pod)
                .withStatus(status.withConditions(conditions).build())
                .build();
    }

    static String reason(int exitCode) {
        return switch (exitCode) {
            case 0 -> "Completed";
            case 137 -> "OOMKilled";
            default -> "Error";
        };
    }

    private String names() {
        return String.join(
                " ",
                pod.getSpec().getContainers().stream().map(Container::getName).toList());
    }
}
