package io.sextant.sandbox.scheduler;

import static io.sextant.sandbox.scheduler.SpecimenPods.node;
import static io.sextant.sandbox.scheduler.SpecimenPods.on;
import static io.sextant.sandbox.scheduler.SpecimenPods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.TimeScale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubeletTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final Workloads.Pull TEN_SECONDS = new Workloads.Pull.Arrives(Duration.ofSeconds(10), 1000);

    private Workloads.Pull pull = TEN_SECONDS;
    private Workloads.Run run = new Workloads.Run.Serves(Duration.ofSeconds(30));
    private Pod pod = on("a", pod("p", 1));
    private Node node = node("a", "H100", 8);
    private final List<String> events = new ArrayList<>();

    private final Kubelet kubelet = new Kubelet(
            new Workloads() {
                @Override
                public Pull pull(Pod pod, ClusterSnapshot cluster) {
                    return pull;
                }

                @Override
                public Run run(Pod pod, Node node, ClusterSnapshot cluster) {
                    return run;
                }
            },
            new TimeScale(1));

    /** Lets the kubelet act until it rests at this time; whether the pod was removed. */
    private boolean at(int seconds) {
        for (int i = 0; i < 10; i++) {
            Decision decision = new Decision();
            kubelet.decide(ClusterSnapshot.of(List.of(node), List.of(pod)), START.plusSeconds(seconds), decision);
            if (decision.changes().isEmpty()) {
                return false;
            }
            for (Change change : decision.changes()) {
                switch (change) {
                    case Change.UpdateStatus(HasMetadata object) -> {
                        if (object instanceof Pod next) {
                            pod = next;
                        } else {
                            node = (Node) object;
                        }
                    }
                    case Change.Note note -> events.add(note.reason());
                    case Change.Remove remove -> {
                        return true;
                    }
                    default -> throw new AssertionError("a kubelet does not " + change);
                }
            }
        }
        throw new AssertionError("the kubelet does not come to rest");
    }

    private ContainerStatus container() {
        return Pods.firstContainer(pod).orElseThrow();
    }

    private ContainerState state() {
        return container().getState();
    }

    @Test
    void goesFromPullingOverRunningToReady() {
        at(0);
        assertThat(Pods.phase(pod)).isEqualTo("Pending");
        assertThat(state().getWaiting().getReason()).isEqualTo("ContainerCreating");
        at(9);
        assertThat(Pods.phase(pod)).isEqualTo("Pending");
        at(11);
        assertThat(Pods.phase(pod)).isEqualTo("Running");
        assertThat(state().getRunning().getStartedAt()).isEqualTo("2026-11-23T00:00:10Z");
        assertThat(Pods.isReady(pod)).isFalse();
        at(39);
        assertThat(Pods.isReady(pod)).isFalse();
        at(40);
        assertThat(Pods.isReady(pod)).isTrue();
        assertThat(events).containsExactly("Pulling", "Pulled", "Created", "Started");
    }

    @Test
    void findsAnImageThatTheNodeHolds() {
        at(0);
        at(10);
        pod = on("a", pod("second", 1));
        events.clear();

        at(20);

        assertThat(Pods.phase(pod)).isEqualTo("Running");
        assertThat(events).containsExactly("Pulled", "Created", "Started");
    }

    @Test
    void backsOffFromARegistryThatRefusesAndTriesAgainWhenItNoLongerDoes() {
        pull = new Workloads.Pull.Refused("401 Unauthorized");
        at(0);
        assertThat(state().getWaiting().getReason()).isEqualTo("ErrImagePull");
        assertThat(state().getWaiting().getMessage()).contains("401 Unauthorized");
        at(20);
        assertThat(state().getWaiting().getReason()).isEqualTo("ImagePullBackOff");

        pull = TEN_SECONDS;
        at(61);
        at(71);

        assertThat(Pods.phase(pod)).isEqualTo("Running");
    }

    @Test
    void restartsAContainerThatEndsWithGrowingPauses() {
        run = new Workloads.Run.Ends(Duration.ofSeconds(5), 1, "no profile");
        at(0);
        at(10);
        at(15);
        assertThat(state().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
        assertThat(container().getRestartCount()).isEqualTo(1);
        assertThat(container().getLastState().getTerminated().getMessage()).isEqualTo("no profile");
        at(24);
        assertThat(state().getWaiting()).isNotNull();
        at(25);
        assertThat(state().getRunning()).isNotNull();
        at(30);
        assertThat(container().getRestartCount()).isEqualTo(2);
        at(49);
        assertThat(state().getWaiting()).isNotNull();
        at(50);
        assertThat(state().getRunning()).isNotNull();
    }

    @Test
    void endsAPodThatIsNotToBeRestarted() {
        run = new Workloads.Run.Ends(Duration.ofSeconds(5), 0, "");
        pod = new PodBuilder(pod)
                .editSpec()
                .withRestartPolicy("Never")
                .endSpec()
                .build();
        at(0);
        at(10);
        at(15);

        assertThat(Pods.phase(pod)).isEqualTo("Succeeded");
        assertThat(state().getTerminated().getReason()).isEqualTo("Completed");
    }

    @Test
    void removesADeletedPodOnceItsContainerHasStopped() {
        at(0);
        at(10);
        pod = new PodBuilder(pod)
                .editMetadata()
                .withDeletionTimestamp("2026-11-23T00:01:10Z")
                .withDeletionGracePeriodSeconds(30L)
                .endMetadata()
                .build();

        assertThat(at(47)).isFalse();
        assertThat(at(48)).isTrue();
    }

    @Test
    void waitsForASecretThatTheContainerNeeds() {
        run = new Workloads.Run.CannotStart("CreateContainerConfigError", "secret \"ngc-api\" not found");
        at(0);
        at(10);
        assertThat(state().getWaiting().getReason()).isEqualTo("CreateContainerConfigError");

        run = new Workloads.Run.Serves(Duration.ZERO);
        at(20);

        assertThat(Pods.isReady(pod)).isTrue();
    }
}
