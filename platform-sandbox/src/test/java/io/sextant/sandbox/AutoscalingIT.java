package io.sextant.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehaviorBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.sextant.contract.nim.NimService;
import io.sextant.contract.nim.NimServiceSpec;
import io.sextant.contract.nim.NimServiceStatus;
import io.sextant.sandbox.control.TimeScale;
import io.sextant.sandbox.control.Timestamps;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Puts load on a NIM over HTTP and sees its replicas come and go; a minute is a tenth of a second. */
class AutoscalingIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double TIME_FACTOR = 600;
    private static final String METRIC = "num_requests_in_flight";
    /** Five seconds of wall time: longer than a busy machine keeps the users from asking again. */
    private static final int LULL_SECONDS = 3000;
    /** Engine start and load; see NimDurations. */
    private static final Duration LEAST_LOAD = Duration.ofMinutes(2);

    private final SandboxCluster cluster = new SandboxCluster();
    private KubernetesClient client;
    private Specimens team;

    @BeforeEach
    void start() {
        URI url = cluster.start(new SandboxSettings(0, null, 42, new TimeScale(TIME_FACTOR)));
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl(url.toString())
                        .build())
                .build();
        team = new Specimens(client, "sextant-search").prepare();
        team.cache("chat-cache", Specimens.LLAMA_8B, List.of(Specimens.LLAMA_8B_PROFILE));
    }

    @AfterEach
    void stop() {
        client.close();
        cluster.close();
    }

    @Test
    void replicasFollowTheLoadOutAndBack() throws Exception {
        team.service(
                "chat",
                "chat-cache",
                1,
                null,
                new NimServiceSpec.Scale(
                        true, new NimServiceSpec.Hpa(1, 3, List.of(inFlightPerPod(4)), keepingFor(LULL_SECONDS))));
        String endpoint = awaitEndpoint();
        assertThat(pods()).hasSize(1);
        Set<String> first = new HashSet<>(readyPods());

        try (EndpointLoad load = new EndpointLoad(endpoint, 12)) {
            assertThat(load).isNotNull();
            await().atMost(PATIENCE).untilAsserted(() -> {
                int engines = engines(endpoint);
                // Ready pods only grow in number now, so those counted later bound the engines counted before.
                assertThat(engines).isLessThanOrEqualTo(readyPods().size());
                assertThat(engines).isEqualTo(3);
            });
            assertThat(replicas()).isEqualTo(3);
            assertThat(pods())
                    .filteredOn(pod -> !first.contains(pod.getMetadata().getName()))
                    .hasSize(2)
                    .allSatisfy(pod -> assertThat(readyAfterStart(pod))
                            .isGreaterThanOrEqualTo(new TimeScale(TIME_FACTOR).wall(LEAST_LOAD)));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(autoscaler().getStatus().getCurrentMetrics())
                            .singleElement()
                            .satisfies(metric -> assertThat(
                                            metric.getPods().getMetric().getName())
                                    .isEqualTo(METRIC)));
            assertThat(condition("ScalingActive")).isEqualTo("True ValidMetricFound");
            assertThat(events("SuccessfulRescale"))
                    .anySatisfy(
                            message -> assertThat(message).endsWith("reason: pods metric " + METRIC + " above target"));
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(replicas()).isEqualTo(1);
            assertThat(pods()).hasSize(1);
        });
        assertThat(events("SuccessfulRescale")).anyMatch(message -> message.endsWith("All metrics below target"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(engines(endpoint)).isEqualTo(1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(condition("ScalingLimited")).isEqualTo("True TooFewReplicas"));
    }

    @Test
    void staysAsItIsWhileAMetricCannotBeHad() {
        MetricSpec misnamed = inFlightPerPod(4);
        misnamed.getPods().getMetric().setName("vllm_num_requests_in_flight");
        team.service(
                "chat",
                "chat-cache",
                1,
                null,
                new NimServiceSpec.Scale(true, new NimServiceSpec.Hpa(2, 3, List.of(misnamed), null)));
        awaitEndpoint();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(condition("ScalingActive")).isEqualTo("False FailedGetPodsMetric"));
        assertThat(replicas()).isEqualTo(2);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(events("FailedComputeMetricsReplicas")).hasSize(1));
    }

    private String awaitEndpoint() {
        NimServiceStatus ready = await().atMost(PATIENCE)
                .until(
                        () -> client.resources(NimService.class)
                                .inNamespace(team.namespace())
                                .withName("chat")
                                .require()
                                .getStatus(),
                        status -> status != null && "Ready".equals(status.state()));
        assertThat(ready.model()).isNotNull();
        return ready.model().clusterEndpoint();
    }

    private int replicas() {
        return client.apps()
                .deployments()
                .inNamespace(team.namespace())
                .withName("chat")
                .require()
                .getSpec()
                .getReplicas();
    }

    private List<Pod> pods() {
        return client.pods()
                .inNamespace(team.namespace())
                .withLabel("app", "chat")
                .list()
                .getItems();
    }

    private List<String> readyPods() {
        return pods().stream()
                .filter(pod -> pod.getStatus() != null
                        && pod.getStatus().getConditions().stream()
                                .anyMatch(condition -> condition.getType().equals("Ready")
                                        && condition.getStatus().equals("True")))
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    private static Duration readyAfterStart(Pod pod) {
        ContainerStatus container = pod.getStatus().getContainerStatuses().getFirst();
        Instant started = Timestamps.read(container.getState().getRunning().getStartedAt());
        PodCondition ready = pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst()
                .orElseThrow();
        return Duration.between(started, Timestamps.read(ready.getLastTransitionTime()));
    }

    private HorizontalPodAutoscaler autoscaler() {
        return client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(team.namespace())
                .withName("chat")
                .require();
    }

    private String condition(String type) {
        return autoscaler().getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .findFirst()
                .orElse("none");
    }

    private List<String> events(String reason) {
        return client.v1().events().inNamespace(team.namespace()).list().getItems().stream()
                .filter(event -> event.getReason().equals(reason))
                .map(Event::getMessage)
                .toList();
    }

    private static int engines(String endpoint) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest metrics = HttpRequest.newBuilder(URI.create("http://" + endpoint + "/v1/metrics"))
                    .build();
            return (int) http.send(metrics, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("num_requests_running{"))
                    .count();
        }
    }

    private static HorizontalPodAutoscalerBehavior keepingFor(int seconds) {
        return new HorizontalPodAutoscalerBehaviorBuilder()
                .withNewScaleDown()
                .withStabilizationWindowSeconds(seconds)
                .endScaleDown()
                .build();
    }

    private static MetricSpec inFlightPerPod(int target) {
        return new MetricSpecBuilder()
                .withType("Pods")
                .withNewPods()
                .withNewMetric()
                .withName(METRIC)
                .endMetric()
                .withNewTarget()
                .withType("AverageValue")
                .withAverageValue(new Quantity(Integer.toString(target)))
                .endTarget()
                .endPods()
                .build();
    }
}
