package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.control.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** One look of a kubelet at one of its pods. */
final class PodTurn {
    private static final String COMPONENT = "kubelet";
    private static final Duration PULL_RETRY = Duration.ofMinutes(1);
    private static final Duration PULL_BACKOFF = Duration.ofSeconds(15);
    private static final Duration FIRST_RESTART = Duration.ofSeconds(10);
    private static final Duration LAST_RESTART = Duration.ofMinutes(5);
    private static final String LOOPBACK = "127.0.0.1";

    private final Workloads workloads;
    private final TimeScale scale;
    private final Pod pod;
    private final Node node;
    private final ClusterSnapshot cluster;
    private final Instant now;
    private final Decision decision;
    private final Set<String> arriving;
    private final String image;

    PodTurn(
            Workloads workloads,
            TimeScale scale,
            Pod pod,
            Node node,
            ClusterSnapshot cluster,
            Instant now,
            Decision decision,
            Set<String> arriving) {
        this.workloads = workloads;
        this.scale = scale;
        this.pod = pod;
        this.node = node;
        this.cluster = cluster;
        this.now = now;
        this.decision = decision;
        this.arriving = arriving;
        this.image = pod.getSpec().getContainers().getFirst().getImage();
    }

    void take() {
        if (Pods.firstContainer(pod).isEmpty()) {
            accept();
        } else if (!PodState.hasVolumes(pod)) {
            mount();
        } else {
            ContainerState state = Pods.firstContainer(pod).orElseThrow().getState();
            if (state.getRunning() != null) {
                watch(Timestamps.read(state.getRunning().getStartedAt()));
            } else {
                await(state.getWaiting().getReason());
            }
        }
    }

    private void accept() {
        decision.add(new Change.UpdateStatus(new PodState(pod, now)
                .withPhase("Pending")
                .startedOn(LOOPBACK)
                .condition("PodScheduled", true, null, null)
                .condition("Initialized", true, null, null)
                .condition(PodState.PREPARED, false, null, null)
                .ready(false, now)
                .containers(PodState.waiting("ContainerCreating", null), false, false, 0, null)
                .pod()));
        Volumes.heldElsewhere(pod, cluster).ifPresent(this::noteMultiAttach);
    }

    private void noteMultiAttach(PersistentVolumeClaim claim) {
        note(
                true,
                "FailedAttachVolume",
                "Multi-Attach error for volume \"" + claim.getSpec().getVolumeName()
                        + "\" Volume is already used by pod(s) on another node");
    }

    private void mount() {
        if (Volumes.heldElsewhere(pod, cluster).isPresent()
                || !Volumes.claims(pod, cluster).stream().allMatch(Volumes::isBound)) {
            return;
        }
        decision.add(new Change.UpdateStatus(new PodState(pod, now)
                .withAddress(LOOPBACK)
                .condition(PodState.PREPARED, true, null, null)
                .pod()));
        if (!isOnNode() && workloads.pull(pod, cluster) instanceof Workloads.Pull.Arrives) {
            note(false, "Pulling", "Pulling image \"" + image + "\"");
        }
    }

    private void await(String reason) {
        switch (reason) {
            case "ErrImagePull", "ImagePullBackOff" -> awaitRegistry(reason);
            case "CrashLoopBackOff" -> awaitRestart();
            case "CreateContainerConfigError" -> begin(now);
            default -> awaitImage(preparedAt());
        }
    }

    private void awaitImage(Instant since) {
        if (isOnNode()) {
            note(false, "Pulled", "Container image \"" + image + "\" already present on machine");
            begin(now);
            return;
        }
        switch (workloads.pull(pod, cluster)) {
            case Workloads.Pull.Refused(String message) -> refuse(message);
            case Workloads.Pull.Arrives(Duration takes, long bytes) -> {
                Instant arrives = scale.after(since, takes);
                if (now.isBefore(arrives)) {
                    decision.wakeAt(arrives);
                } else if (arriving.add(node.getMetadata().getName())) {
                    decision.add(new Change.UpdateStatus(NodeImages.with(node, image, bytes)));
                    String seconds = String.format(Locale.ROOT, "%.3fs", takes.toMillis() / 1000.0);
                    note(
                            false,
                            "Pulled",
                            "Successfully pulled image \"" + image + "\" in " + seconds + " (" + seconds
                                    + " including waiting). Image size: " + bytes + " bytes.");
                    begin(arrives);
                }
            }
        }
    }

    private void refuse(String message) {
        String full = "failed to pull and unpack image \"" + image + "\": " + message;
        waitIn("ErrImagePull", full);
        note(true, "Failed", "Failed to pull image \"" + image + "\": " + full);
        note(true, "Failed", "Error: ErrImagePull");
    }

    private void awaitRegistry(String reason) {
        if (workloads.pull(pod, cluster) instanceof Workloads.Pull.Refused) {
            Instant backsOff = scale.after(preparedAt(), PULL_BACKOFF);
            if (reason.equals("ErrImagePull") && !now.isBefore(backsOff)) {
                waitIn("ImagePullBackOff", "Back-off pulling image \"" + image + "\"");
                note(false, "BackOff", "Back-off pulling image \"" + image + "\"");
                note(true, "Failed", "Error: ImagePullBackOff");
            } else if (reason.equals("ErrImagePull")) {
                decision.wakeAt(backsOff);
            }
            return;
        }
        Instant retry = scale.after(preparedAt(), PULL_RETRY);
        if (now.isBefore(retry)) {
            decision.wakeAt(retry);
        } else {
            decision.add(new Change.UpdateStatus(new PodState(pod, now)
                    .condition(PodState.PREPARED, false, null, null)
                    .containers(PodState.waiting("ContainerCreating", null), false, false, 0, null)
                    .pod()));
        }
    }

    private void waitIn(String reason, String message) {
        decision.add(new Change.UpdateStatus(new PodState(pod, now)
                .containers(
                        PodState.waiting(reason, message),
                        false,
                        false,
                        container().getRestartCount(),
                        container().getLastState())
                .pod()));
    }

    private void begin(Instant at) {
        if (workloads.run(pod, node, cluster) instanceof Workloads.Run.CannotStart(String reason, String message)) {
            if (!reason.equals(container().getState().getWaiting().getReason())) {
                waitIn(reason, message);
                note(true, "Failed", "Error: " + message);
            }
            return;
        }
        decision.add(new Change.UpdateStatus(new PodState(pod, now)
                .withPhase("Running")
                .containers(
                        PodState.running(at),
                        false,
                        false,
                        container().getRestartCount(),
                        container().getLastState())
                .pod()));
        String name = container().getName();
        note(false, "Created", "Created container: " + name);
        note(false, "Started", "Started container " + name);
    }

    private void watch(Instant startedAt) {
        switch (workloads.run(pod, node, cluster)) {
            case Workloads.Run.Serves(Duration readyAfter) ->
                becomeReady(startedAt, scale.after(startedAt, readyAfter));
            case Workloads.Run.Ends end ->
                end(end, PodState.reason(end.exitCode()), startedAt, over(startedAt, end.after()));
            case Workloads.Run.Killed(Duration after, String probe) -> kill(probe, startedAt, over(startedAt, after));
            case Workloads.Run.CannotStart(String reason, String message) -> {
                // It runs already; what it lacks would be missed at its next start only.
            }
        }
    }

    private void becomeReady(Instant startedAt, Instant readyAt) {
        if (Pods.isReady(pod)) {
            return;
        }
        if (now.isBefore(readyAt)) {
            decision.wakeAt(readyAt);
            return;
        }
        decision.add(new Change.UpdateStatus(new PodState(pod, now)
                .ready(true, readyAt)
                .containers(
                        PodState.running(startedAt),
                        true,
                        true,
                        container().getRestartCount(),
                        container().getLastState())
                .pod()));
    }

    /** What already serves ends now, whenever it began. */
    private Instant over(Instant startedAt, Duration after) {
        return Pods.isReady(pod) ? now : scale.after(startedAt, after);
    }

    private void kill(String probe, Instant startedAt, Instant endedAt) {
        if (!now.isBefore(endedAt)) {
            String kind = probe.substring(0, 1).toUpperCase(Locale.ROOT) + probe.substring(1);
            note(
                    true,
                    "Unhealthy",
                    kind + " probe failed: Get \"http://" + LOOPBACK + ":8000/v1/health/ready\": context deadline"
                            + " exceeded (Client.Timeout exceeded while awaiting headers)");
            note(
                    false,
                    "Killing",
                    "Container " + container().getName() + " failed " + probe + " probe, will be restarted");
        }
        end(new Workloads.Run.Ends(Duration.ZERO, 137, ""), "Error", startedAt, endedAt);
    }

    private void end(Workloads.Run.Ends end, String reason, Instant startedAt, Instant endedAt) {
        if (now.isBefore(endedAt)) {
            decision.wakeAt(endedAt);
            return;
        }
        ContainerState terminated = PodState.terminated(end, reason, startedAt, endedAt);
        int restarts = container().getRestartCount();
        PodState state = new PodState(pod, now);
        if ("Always".equals(pod.getSpec().getRestartPolicy())) {
            state.ready(false, now)
                    .containers(
                            PodState.waiting(
                                    "CrashLoopBackOff",
                                    "back-off " + backOff(restarts).toSeconds()
                                            + "s restarting failed container="
                                            + container().getName() + " pod="
                                            + pod.getMetadata().getName()),
                            false,
                            false,
                            restarts + 1,
                            terminated);
        } else {
            state.withPhase(end.exitCode() == 0 ? "Succeeded" : "Failed")
                    .ready(false, now)
                    .containers(terminated, false, false, restarts, null);
        }
        decision.add(new Change.UpdateStatus(state.pod()));
        if ("Always".equals(pod.getSpec().getRestartPolicy())) {
            note(
                    true,
                    "BackOff",
                    "Back-off restarting failed container " + container().getName() + " in pod "
                            + pod.getMetadata().getName());
        }
    }

    private void awaitRestart() {
        Instant finished =
                Timestamps.read(container().getLastState().getTerminated().getFinishedAt());
        Instant again = scale.after(finished, backOff(container().getRestartCount() - 1));
        if (now.isBefore(again)) {
            decision.wakeAt(again);
        } else {
            begin(again);
        }
    }

    private Duration backOff(int restarts) {
        Duration doubled = FIRST_RESTART.multipliedBy(1L << Math.clamp(restarts, 0, 10));
        return doubled.compareTo(LAST_RESTART) > 0 ? LAST_RESTART : doubled;
    }

    private boolean isOnNode() {
        return NodeImages.holds(node, image) && !workloads.isEvicted(pod);
    }

    private Instant preparedAt() {
        return Pods.condition(pod, PodState.PREPARED)
                .map(PodCondition::getLastTransitionTime)
                .map(Timestamps::read)
                .orElse(now);
    }

    private ContainerStatus container() {
        return Pods.firstContainer(pod).orElseThrow();
    }

    private void note(boolean warning, String reason, String message) {
        decision.add(new Change.Note(pod, warning, COMPONENT, reason, message));
    }
}
