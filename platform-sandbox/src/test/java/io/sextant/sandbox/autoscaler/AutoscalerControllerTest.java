package io.sextant.sandbox.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.TimeScale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoscalerControllerTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private Map<String, Map<String, Double>> metrics = Map.of();
    private Deployment deployment = new DeploymentBuilder()
            .withNewMetadata()
            .withName("chat")
            .withNamespace("team")
            .endMetadata()
            .withNewSpec()
            .withReplicas(1)
            .withNewSelector()
            .withMatchLabels(Map.of("app", "chat"))
            .endSelector()
            .endSpec()
            .build();
    private HorizontalPodAutoscaler autoscaler = new HorizontalPodAutoscalerBuilder()
            .withNewMetadata()
            .withName("chat")
            .withNamespace("team")
            .withUid("hpa")
            .endMetadata()
            .withNewSpec()
            .withNewScaleTargetRef("apps/v1", "Deployment", "chat")
            .withMaxReplicas(4)
            .addNewMetric()
            .withType("Pods")
            .withNewPods()
            .withNewMetric()
            .withName("inflight")
            .endMetric()
            .withNewTarget()
            .withType("AverageValue")
            .withAverageValue(new Quantity("10"))
            .endTarget()
            .endPods()
            .endMetric()
            .endSpec()
            .build();
    private final List<String> notes = new ArrayList<>();
    private final AutoscalerController controller = new AutoscalerController(_ -> metrics, new TimeScale(1));

    private static Pod pod(String uid, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(uid)
                .withNamespace("team")
                .withUid(uid)
                .withLabels(Map.of("app", "chat"))
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .endStatus()
                .build();
    }

    /** One pass of the control loop; when it wants the next one, in seconds from the start. */
    private long at(int second, Pod... pods) {
        Decision decision = new Decision();
        ClusterSnapshot cluster = new ClusterSnapshot(
                "team",
                List.of(),
                List.of(),
                List.of(pods),
                List.of(deployment),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(autoscaler),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        controller.decide(cluster, START.plusSeconds(second), decision);
        for (Change change : decision.changes()) {
            switch (change) {
                case Change.Update(Deployment scaled) -> deployment = scaled;
                case Change.UpdateStatus(HorizontalPodAutoscaler seen) -> autoscaler = seen;
                case Change.Note note -> notes.add(note.reason() + ": " + note.message());
                default -> throw new AssertionError("unexpected " + change);
            }
        }
        Instant wakeAt = decision.wakeAt();
        return wakeAt == null ? -1 : wakeAt.getEpochSecond() - START.getEpochSecond();
    }

    @Test
    void looksEachFifteenSecondsAndNotInBetween() {
        metrics = Map.of("inflight", Map.of("a", 30.0));
        assertThat(at(0, pod("a", "Running"))).isEqualTo(15);
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(3);
        metrics = Map.of("inflight", Map.of("a", 90.0));
        assertThat(at(14, pod("a", "Running"))).isEqualTo(15);
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(3);
    }

    @Test
    void waitsForTheReplicasItAskedForAndWritesWhatItSaw() {
        metrics = Map.of("inflight", Map.of("a", 30.0));
        at(0, pod("a", "Running"));
        at(15, pod("a", "Running"), pod("b", "Pending"), pod("c", "Running"));

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(3);
        assertThat(notes).containsExactly("SuccessfulRescale: New size: 3; reason: pods metric inflight above target");
        assertThat(autoscaler.getStatus().getDesiredReplicas()).isEqualTo(3);
        assertThat(autoscaler.getStatus().getLastScaleTime()).isEqualTo(START.toString());
        assertThat(autoscaler.getStatus().getCurrentMetrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.getPods().getCurrent().getAverageValue())
                        .isEqualTo(new Quantity("30")));
    }

    @Test
    void saysOnceThatAMetricIsMissingAndGoesOnWhenItIsThere() {
        at(0, pod("a", "Running"));
        at(15, pod("a", "Running"));
        assertThat(notes).hasSize(2);
        assertThat(notes.getFirst()).startsWith("FailedGetPodsMetric: ").contains("inflight");

        metrics = Map.of("inflight", Map.of("a", 20.0));
        at(30, pod("a", "Running"));
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
    }

    @Test
    void doesNotCountAChangeThatWasRefused() {
        metrics = Map.of("inflight", Map.of("a", 30.0));
        Deployment before = deployment;
        at(0, pod("a", "Running"));
        deployment = before;
        at(15, pod("a", "Running"));
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(3);
    }

    @Test
    void leavesAStoppedDeploymentAlone() {
        deployment = new DeploymentBuilder(deployment)
                .editSpec()
                .withReplicas(0)
                .endSpec()
                .build();
        at(0);
        assertThat(deployment.getSpec().getReplicas()).isZero();
        assertThat(autoscaler.getStatus().getConditions())
                .anyMatch(condition -> condition.getReason().equals("ScalingDisabled"));
    }
}
