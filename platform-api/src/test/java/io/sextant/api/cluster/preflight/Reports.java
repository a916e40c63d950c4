package io.sextant.api.cluster.preflight;

import io.sextant.contract.DeployerApi;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.contract.observed.GpuNode;
import io.sextant.contract.observed.NodeTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports of a cluster on which nothing is missing, until something is taken away. */
public final class Reports {
    public static final String H100 = "NVIDIA-H100-80GB-HBM3";

    public String kubernetes = "v1.34.1";
    public @Nullable String nimOperator = "v3.1.2";
    public ClusterSurvey.Deployer deployer = new ClusterSurvey.Deployer("0.1.0", DeployerApi.REVISION);
    public ClusterSurvey.NimOperator operator =
            new ClusterSurvey.NimOperator(true, List.of("NIMCache", "NIMService"), List.of(), true);
    public ClusterSurvey.@Nullable GpuOperator gpuOperator = new ClusterSurvey.GpuOperator("ready", "", "");
    public List<ClusterSurvey.StorageOffer> storage =
            List.of(new ClusterSurvey.StorageOffer("files", "nfs.csi.k8s.io", true, List.of()));
    public ClusterSurvey.Routing routing = new ClusterSurvey.Routing(List.of("nginx"), List.of());
    public ClusterSurvey.Metrics metrics =
            new ClusterSurvey.Metrics(true, "", List.of("num_requests_in_flight"), true, false);
    public List<ClusterSurvey.SourceSecret> secrets = List.of(
            new ClusterSurvey.SourceSecret("ngc-api", "NGC_API_KEY", true),
            new ClusterSurvey.SourceSecret("ngc-pull", ".dockerconfigjson", true));
    public List<String> denied = List.of();
    public List<String> unreadable = List.of();
    public List<GpuNode> nodes = new ArrayList<>(List.of(node("gpu-1", H100, whole("580.95.05"))));

    public static Reports good() {
        return new Reports();
    }

    public static NodeTraits whole(String driver) {
        return new NodeTraits(true, false, driver, "13.0", "none", 1, "none", "", Map.of());
    }

    public static GpuNode node(String name, String product, NodeTraits traits) {
        return new GpuNode(name, product, 81559, 8, 0, traits.ready() && !traits.cordoned(), traits);
    }

    public Preflight judged() {
        return Preflight.of(Duration.ofSeconds(5), inventory("east", Instant.parse("2026-12-01T10:00:00Z")));
    }

    public ClusterInventory inventory(String cluster, Instant at) {
        return new ClusterInventory(
                cluster,
                at,
                kubernetes,
                nimOperator,
                nodes,
                storage.stream().map(ClusterSurvey.StorageOffer::name).toList(),
                new ClusterSurvey(
                        deployer, operator, gpuOperator, storage, routing, metrics, secrets, denied, unreadable));
    }

    public Reports withStorage(String provisioner, boolean isDefault, String... modes) {
        storage = List.of(new ClusterSurvey.StorageOffer("disks", provisioner, isDefault, List.of(modes)));
        return this;
    }

    public Reports withoutMetrics() {
        metrics = new ClusterSurvey.Metrics(false, "", List.of(), true, false);
        return this;
    }

    public Reports withNode(GpuNode node) {
        nodes.add(node);
        return this;
    }

    public Reports onlyNode(GpuNode node) {
        nodes = new ArrayList<>(List.of(node));
        return this;
    }
}
