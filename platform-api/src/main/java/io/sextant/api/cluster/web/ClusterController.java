package io.sextant.api.cluster.web;

import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.ClusterState;
import io.sextant.api.cluster.DeployerJoining;
import io.sextant.api.cluster.GpuPool;
import io.sextant.api.cluster.preflight.Finding;
import io.sextant.api.cluster.preflight.Level;
import io.sextant.api.cluster.preflight.PreflightCheck;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.contract.DeployerApi;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.GpuNode;
import io.sextant.contract.observed.NodeTraits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ClusterController {
    private final ClusterInventories inventories;
    private final DeployerJoining joining;

    ClusterController(ClusterInventories inventories, DeployerJoining joining) {
        this.inventories = inventories;
        this.joining = joining;
    }

    @GetMapping("/api/v1/clusters")
    @Requires(Permission.VIEW_CAPACITY)
    ClusterList list() {
        return new ClusterList(inventories.all().stream().map(ClusterBody::of).toList());
    }

    @GetMapping("/api/v1/clusters/{cluster}")
    @Requires(Permission.VIEW_CAPACITY)
    ResponseEntity<ClusterBody> one(@PathVariable String cluster) {
        return answer(inventories.named(cluster));
    }

    static ResponseEntity<ClusterBody> answer(ClusterCapacity cluster) {
        return ResponseEntity.ok()
                .eTag(new EntityRevision(cluster.revision()).etag())
                .body(ClusterBody.of(cluster));
    }

    @GetMapping("/api/v1/clusters/{cluster}/preflight")
    @Requires(Permission.VIEW_CAPACITY)
    PreflightBody preflight(@PathVariable String cluster) {
        return PreflightBody.of(inventories.named(cluster));
    }

    @PutMapping(DeployerApi.INVENTORY)
    @Requires.Deployer
    ResponseEntity<Void> report(
            @PathVariable String cluster, @RequestBody ClusterInventory inventory, DeployerAuthentication deployer) {
        deployer.require(cluster);
        if (!cluster.equals(inventory.cluster())) {
            throw new PlatformProblem.Invalid(
                    "/cluster",
                    "other-cluster",
                    "The inventory is of cluster \"" + inventory.cluster() + "\", the address names \"" + cluster
                            + "\".");
        }
        inventories.report(cluster, inventory);
        return joining.isRenewalDue(cluster)
                ? ResponseEntity.noContent()
                        .header(DeployerApi.RENEW_CREDENTIAL, "true")
                        .build()
                : ResponseEntity.noContent().build();
    }

    record ClusterList(List<ClusterBody> items) {}

    record ClusterBody(
            String name,
            String title,
            ClusterState.Kind state,
            Instant stateSince,
            @Nullable String stateBy,
            int revision,
            ClusterCapacity.Contact contact,
            @Nullable Instant lastHeardAt,
            @Nullable Instant observedAt,
            @Nullable String kubernetesVersion,
            @Nullable String nimOperatorVersion,
            Level preflight,
            List<GpuPool> pools,
            List<NodeBody> nodes) {
        static ClusterBody of(ClusterCapacity cluster) {
            return new ClusterBody(
                    cluster.name(),
                    cluster.title(),
                    cluster.state().kind(),
                    cluster.state().since(),
                    cluster.state().by(),
                    cluster.revision(),
                    cluster.contact(),
                    cluster.lastHeardAt(),
                    cluster.observedAt(),
                    cluster.kubernetesVersion(),
                    cluster.nimOperatorVersion(),
                    cluster.preflight().level(),
                    cluster.pools(),
                    cluster.nodes().stream().map(NodeBody::of).toList());
        }
    }

    record NodeBody(
            String name,
            String gpuProduct,
            int gpuMemoryMib,
            int totalGpus,
            int usedGpus,
            int freeGpus,
            boolean schedulable,
            boolean wholeGpus,
            @Nullable NodeTraits traits) {
        static NodeBody of(GpuNode node) {
            return new NodeBody(
                    node.name(),
                    node.gpuProduct(),
                    node.gpuMemoryMib(),
                    node.allocatableGpus(),
                    node.usedGpus(),
                    node.freeGpus(),
                    node.schedulable(),
                    node.countsWholeGpus(),
                    node.traits());
        }
    }

    /**
     * Whether the cluster can run deployments.
     *
     * @param observedAt when what is judged was seen; absent until something was
     */
    record PreflightBody(
            String cluster, Level level, @Nullable Instant observedAt, boolean planned, List<CheckBody> checks) {
        static PreflightBody of(ClusterCapacity cluster) {
            return new PreflightBody(
                    cluster.name(),
                    cluster.preflight().level(),
                    cluster.observedAt(),
                    cluster.takesPlacements(),
                    cluster.preflight().findings().stream().map(CheckBody::of).toList());
        }
    }

    record CheckBody(PreflightCheck check, String title, Level level, String found, String remedy) {
        static CheckBody of(Finding finding) {
            return new CheckBody(
                    finding.check(), finding.check().title(), finding.level(), finding.found(), finding.remedy());
        }
    }
}
