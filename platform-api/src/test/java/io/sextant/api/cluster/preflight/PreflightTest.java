package io.sextant.api.cluster.preflight;

import static io.sextant.api.cluster.preflight.Level.AMBER;
import static io.sextant.api.cluster.preflight.Level.GREEN;
import static io.sextant.api.cluster.preflight.Level.RED;
import static io.sextant.api.cluster.preflight.PreflightCheck.AUTOSCALING_METRICS;
import static io.sextant.api.cluster.preflight.PreflightCheck.DEPLOYER_CONTACT;
import static io.sextant.api.cluster.preflight.PreflightCheck.DEPLOYER_VERSION;
import static io.sextant.api.cluster.preflight.PreflightCheck.GPU_DRIVER;
import static io.sextant.api.cluster.preflight.PreflightCheck.GPU_NODES;
import static io.sextant.api.cluster.preflight.PreflightCheck.GPU_OPERATOR;
import static io.sextant.api.cluster.preflight.PreflightCheck.GPU_SHARING;
import static io.sextant.api.cluster.preflight.PreflightCheck.KUBERNETES;
import static io.sextant.api.cluster.preflight.PreflightCheck.NIM_ADMISSION;
import static io.sextant.api.cluster.preflight.PreflightCheck.NIM_KINDS;
import static io.sextant.api.cluster.preflight.PreflightCheck.NIM_OPERATOR;
import static io.sextant.api.cluster.preflight.PreflightCheck.PERMISSIONS;
import static io.sextant.api.cluster.preflight.PreflightCheck.ROUTING;
import static io.sextant.api.cluster.preflight.PreflightCheck.SECRETS;
import static io.sextant.api.cluster.preflight.PreflightCheck.SERVICE_MONITOR;
import static io.sextant.api.cluster.preflight.PreflightCheck.STORAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sextant.contract.DeployerApi;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.contract.observed.GpuNode;
import io.sextant.contract.observed.NodeTraits;
import io.sextant.contract.observed.RouteOffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PreflightTest {
    private static final NodeTraits CORDONED =
            new NodeTraits(true, true, "580", "13.0", "none", 1, "none", "", Map.of());
    private static final NodeTraits SHARED =
            new NodeTraits(true, false, "580", "13.0", "time-slicing", 4, "none", "", Map.of());
    private static final NodeTraits SLICED = new NodeTraits(
            true, false, "580", "13.0", "none", 1, "mixed", "success", Map.of("nvidia.com/mig-1g.10gb", 7));
    private static final NodeTraits REBUILDING =
            new NodeTraits(true, false, "580", "13.0", "none", 1, "single", "failed", Map.of());

    @Test
    void isGreenWhereNothingIsMissing() {
        Preflight preflight = Reports.good().judged();

        assertThat(preflight.level()).isEqualTo(GREEN);
        assertThat(preflight.findings()).extracting(Finding::check).containsExactly(PreflightCheck.values());
        assertThat(preflight.findings()).allMatch(finding -> finding.remedy().isEmpty());
        assertThat(preflight.sharedVolumes()).isEqualTo(SharedVolumes.YES);
        assertThat(preflight.scalesByLoad()).isTrue();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("flaws")
    void tellsEachFlawWithARemedy(PreflightCheck check, Level level, String found, Consumer<Reports> flaw) {
        Reports reports = Reports.good();
        flaw.accept(reports);
        Preflight preflight = reports.judged();

        assertThat(preflight.findings())
                .filteredOn(finding -> finding.level() != GREEN && finding.check() == check)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(level);
                    assertThat(finding.found()).contains(found);
                    assertThat(finding.remedy()).isNotEmpty();
                });
        assertThat(preflight.allowsPlans()).isEqualTo(level != RED);
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                flaw(DEPLOYER_VERSION, AMBER, "one release older", r -> r.deployer = speaking(-1)),
                flaw(DEPLOYER_VERSION, AMBER, "one release newer", r -> r.deployer = speaking(1)),
                flaw(DEPLOYER_VERSION, RED, "2 releases newer", r -> r.deployer = speaking(2)),
                flaw(DEPLOYER_VERSION, RED, "2 releases older", r -> r.deployer = speaking(-2)),
                flaw(KUBERNETES, RED, "older than 1.26", r -> r.kubernetes = "v1.25.9"),
                flaw(KUBERNETES, AMBER, "\"unknown\"", r -> r.kubernetes = "unknown"),
                flaw(NIM_OPERATOR, RED, "not installed", r -> r.nimOperator = null),
                flaw(NIM_OPERATOR, RED, "older than 3.0", r -> r.nimOperator = "2.0.2"),
                flaw(NIM_OPERATOR, AMBER, "newer than 3.1", r -> r.nimOperator = "v3.2.0"),
                flaw(NIM_OPERATOR, AMBER, "\"latest\"", r -> r.nimOperator = "latest"),
                flaw(NIM_OPERATOR, AMBER, "does not run", r -> r.operator = operator(false, true)),
                flaw(
                        NIM_KINDS,
                        RED,
                        "NIMService",
                        r -> r.operator = new ClusterSurvey.NimOperator(true, List.of("NIMCache"), List.of(), true)),
                flaw(
                        NIM_KINDS,
                        RED,
                        "lacks authSecret",
                        r -> r.operator = new ClusterSurvey.NimOperator(
                                true, List.of("NIMCache", "NIMService"), List.of("image", "replicas"), true)),
                flaw(NIM_ADMISSION, AMBER, "is off", r -> r.operator = operator(true, false)),
                flaw(GPU_OPERATOR, AMBER, "no ClusterPolicy", r -> r.gpuOperator = null),
                flaw(
                        GPU_OPERATOR,
                        AMBER,
                        "notReady (DriverNotReady: waiting)",
                        r -> r.gpuOperator = new ClusterSurvey.GpuOperator("notReady", "DriverNotReady", "waiting")),
                flaw(GPU_NODES, RED, "No node has GPUs", r -> r.nodes.clear()),
                flaw(
                        GPU_NODES,
                        RED,
                        "None of the 1 nodes",
                        r -> r.onlyNode(Reports.node("gpu-1", Reports.H100, CORDONED))),
                flaw(GPU_NODES, RED, "whole GPUs", r -> r.onlyNode(Reports.node("gpu-1", Reports.H100, SHARED))),
                flaw(GPU_NODES, AMBER, "gpu-2", r -> r.withNode(Reports.node("gpu-2", Reports.H100, CORDONED))),
                flaw(GPU_NODES, AMBER, "no label", r -> r.withNode(Reports.node("gpu-2", "", Reports.whole("580")))),
                flaw(
                        GPU_SHARING,
                        AMBER,
                        "gpu-2 shares each GPU among 4 pods",
                        r -> r.withNode(Reports.node("gpu-2", Reports.H100 + "-SHARED", SHARED))),
                flaw(
                        GPU_SHARING,
                        AMBER,
                        "gpu-2 has 8 MIG slices",
                        r -> r.withNode(
                                Reports.node("gpu-2", "NVIDIA-A100-SXM4-80GB-MIG-1g.10gb", Reports.whole("580")))),
                flaw(
                        GPU_SHARING,
                        AMBER,
                        "gpu-2 has 7 nvidia.com/mig-1g.10gb",
                        r -> r.withNode(Reports.node("gpu-2", Reports.H100, SLICED))),
                flaw(
                        GPU_DRIVER,
                        AMBER,
                        "older than 535",
                        r -> r.withNode(Reports.node("gpu-2", Reports.H100, Reports.whole("525.60.13")))),
                flaw(
                        GPU_DRIVER,
                        AMBER,
                        "not known",
                        r -> r.withNode(Reports.node("gpu-2", Reports.H100, Reports.whole("")))),
                flaw(
                        GPU_DRIVER,
                        AMBER,
                        "MIG layout of gpu-2",
                        r -> r.withNode(Reports.node("gpu-2", Reports.H100, REBUILDING))),
                flaw(STORAGE, RED, "no storage class", r -> r.storage = List.of()),
                flaw(STORAGE, RED, "is the default", r -> r.withStorage("nfs.csi.k8s.io", false)),
                flaw(STORAGE, AMBER, "for one node", r -> r.withStorage("ebs.csi.aws.com", true)),
                flaw(STORAGE, AMBER, "not known", r -> r.withStorage("csi.example.com", true)),
                flaw(STORAGE, AMBER, "for one node", r -> r.withStorage("csi.example.com", true, "ReadWriteOnce")),
                flaw(ROUTING, AMBER, "neither", r -> r.routing = new ClusterSurvey.Routing(List.of(), List.of())),
                flaw(
                        ROUTING,
                        AMBER,
                        "does not know its routes",
                        r -> r.routing = new ClusterSurvey.Routing(
                                List.of(),
                                List.of("edge"),
                                route(null, new RouteOffer.Gateway("edge", "public")),
                                false)),
                flaw(
                        ROUTING,
                        AMBER,
                        "the ingress class internal, which is not there",
                        r -> r.routing =
                                new ClusterSurvey.Routing(List.of("nginx"), List.of(), route("internal", null), true)),
                flaw(AUTOSCALING_METRICS, AMBER, "fixed number of replicas", Reports::withoutMetrics),
                flaw(
                        AUTOSCALING_METRICS,
                        AMBER,
                        "fixed number of replicas",
                        r -> r.metrics = new ClusterSurvey.Metrics(false, "", List.of(), true, true)),
                flaw(
                        AUTOSCALING_METRICS,
                        AMBER,
                        "lists none of num_requests_in_flight",
                        r -> r.metrics = new ClusterSurvey.Metrics(true, "", List.of("cpu"), true, false)),
                flaw(
                        SERVICE_MONITOR,
                        AMBER,
                        "ServiceMonitors",
                        r -> r.metrics =
                                new ClusterSurvey.Metrics(true, "", List.of("num_requests_in_flight"), false, false)),
                flaw(
                        SECRETS,
                        RED,
                        "ngc-api (key NGC_API_KEY)",
                        r -> r.secrets = List.of(new ClusterSurvey.SourceSecret("ngc-api", "NGC_API_KEY", false))),
                flaw(SECRETS, RED, "may not read", r -> r.unreadable = List.of("secrets")),
                flaw(
                        PERMISSIONS,
                        RED,
                        "patch nimservices",
                        r -> r.denied = List.of("patch nimservices.apps.nvidia.com")),
                flaw(PERMISSIONS, AMBER, "clusterpolicies", r -> r.unreadable = List.of("clusterpolicies.nvidia.com")));
    }

    private static RouteOffer route(@Nullable String ingressClass, RouteOffer.@Nullable Gateway gateway) {
        return new RouteOffer("models.example.com", true, ingressClass, gateway, null, Map.of());
    }

    @Test
    void kedaWithAPrometheusIsAsGoodAsMetricsOfPods() {
        Reports reports = Reports.good();
        reports.metrics =
                new ClusterSurvey.Metrics(false, "", List.of(), true, true, "http://prometheus.monitoring:9090");

        Preflight judged = reports.judged();

        assertThat(judged.findings())
                .filteredOn(finding -> finding.check() == AUTOSCALING_METRICS)
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.GREEN))
                .satisfies(finding -> assertThat(finding.toString()).contains("http://prometheus.monitoring:9090"));
        assertThat(judged.scalesByLoad()).isTrue();
    }

    private static Arguments flaw(PreflightCheck check, Level level, String found, Consumer<Reports> change) {
        return arguments(check, level, found, change);
    }

    private static ClusterSurvey.Deployer speaking(int newer) {
        return new ClusterSurvey.Deployer("0.1.0", DeployerApi.REVISION + newer);
    }

    private static ClusterSurvey.NimOperator operator(boolean running, boolean admission) {
        return new ClusterSurvey.NimOperator(running, List.of("NIMCache", "NIMService"), List.of(), admission);
    }

    @Test
    void namesAClassThatWouldDoWhereTheDefaultOneDoesNot() {
        Reports reports = Reports.good();
        reports.storage = List.of(
                new ClusterSurvey.StorageOffer("disks", "ebs.csi.aws.com", true, List.of()),
                new ClusterSurvey.StorageOffer("files", "efs.csi.aws.com", false, List.of()));

        assertThat(reports.judged().at(AMBER))
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).contains("Make files the default class"));
        assertThat(reports.judged().sharedVolumes()).isEqualTo(SharedVolumes.NO);
    }

    @ParameterizedTest
    @CsvSource({
        "nfs.csi.k8s.io, YES",
        "rook-ceph.cephfs.csi.ceph.com, YES",
        "cluster.local/nfs-subdir-external-provisioner, YES",
        "rook-ceph.rbd.csi.ceph.com, NO",
        "rancher.io/local-path, NO",
        "csi.trident.netapp.io, UNKNOWN"
    })
    void knowsCommonProvisioners(String provisioner, SharedVolumes expected) {
        assertThat(SharedVolumes.of(new ClusterSurvey.StorageOffer("s", provisioner, true, List.of())))
                .isEqualTo(expected);
    }

    @Test
    void believesWhatAnAdministratorStatesOfAClass() {
        assertThat(SharedVolumes.of(new ClusterSurvey.StorageOffer(
                        "s", "csi.trident.netapp.io", true, List.of("ReadWriteOnce", "ReadWriteMany"))))
                .isEqualTo(SharedVolumes.YES);
    }

    @Test
    void tellsSilenceFromLossAndFromNeverHavingCalled() {
        ClusterInventory inventory = Reports.good().inventory("east", Instant.EPOCH);

        assertThat(Preflight.of(null, null).at(RED))
                .singleElement()
                .satisfies(finding -> assertThat(finding.check()).isEqualTo(DEPLOYER_CONTACT));
        assertThat(Preflight.of(Duration.ofMinutes(2), inventory).level()).isEqualTo(GREEN);
        assertThat(Preflight.of(Duration.ofMinutes(3), inventory).level()).isEqualTo(AMBER);
        assertThat(Preflight.of(Duration.ofMinutes(16), inventory).at(RED))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.found()).contains("silent for 16 minutes", "What runs goes on"));
    }

    @Test
    void checksOfADeployerOneReleaseOlderOnlyWhatItTells() {
        Preflight preflight = Preflight.of(
                Duration.ZERO,
                new ClusterInventory(
                        "east",
                        Instant.EPOCH,
                        "1.34.1",
                        "3.1.0",
                        List.of(new GpuNode("node-a", Reports.H100, 81559, 8, 0, true)),
                        List.of()));

        assertThat(preflight.level()).isEqualTo(AMBER);
        assertThat(preflight.at(AMBER))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.found()).contains("one release older", "does not tell of storage"));
        assertThat(preflight.scalesByLoad()).isTrue();
        assertThat(preflight.sharedVolumes()).isEqualTo(SharedVolumes.UNKNOWN);
    }
}
