package io.sextant.api.deployment;

import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.deployment.manifest.ClusterTraits;
import io.sextant.api.deployment.manifest.NimOperatorRelease;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.contract.observed.GpuNode;
import io.sextant.contract.observed.RouteOffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** What the cluster of a deployment can take, by its deployer's last report. */
@Component
class TargetCluster {
    private final ClusterInventories inventories;
    private final DeploymentSettings settings;

    TargetCluster(ClusterInventories inventories, DeploymentSettings settings) {
        this.inventories = inventories;
        this.settings = settings;
    }

    /** The newest known release is assumed where the report names none; one that is too old is refused. */
    ClusterTraits traits(String cluster) {
        Optional<ClusterInventory> reported = inventories.reported(cluster);
        NimOperatorRelease operator = reported.map(ClusterInventory::nimOperatorVersion)
                .flatMap(NimOperatorRelease::parse)
                .orElse(NimOperatorRelease.NEWEST);
        if (operator.compareTo(NimOperatorRelease.OLDEST) < 0) {
            throw new PlatformProblem.Conflict(
                    "operator-too-old",
                    "The cluster's NIM Operator is too old",
                    "%s runs NIM Operator %s; manifests are made for %s and newer."
                            .formatted(cluster, operator, NimOperatorRelease.OLDEST),
                    "Ask a platform administrator to upgrade the NIM Operator, or choose a candidate on another cluster.",
                    Map.of("cluster", cluster, "operator", operator.toString()));
        }
        Optional<ClusterSurvey> survey = reported.map(ClusterInventory::survey);
        return new ClusterTraits(
                operator,
                survey.filter(seen -> seen.metrics().serviceMonitors()).isPresent(),
                settings.priorityClass(),
                routes(survey).orElse(null),
                survey.map(ClusterSurvey::metrics)
                        .filter(ClusterSurvey.Metrics::kedaScales)
                        .map(ClusterSurvey.Metrics::prometheus)
                        .orElse(null));
    }

    /** The namespace of the pods that pass requests on from outside the cluster. */
    Optional<String> routingNamespace(String cluster) {
        return routes(inventories.reported(cluster).map(ClusterInventory::survey))
                .map(RouteOffer::callerNamespace);
    }

    private static Optional<RouteOffer> routes(Optional<ClusterSurvey> survey) {
        return survey.map(ClusterSurvey::routing)
                .filter(ClusterSurvey.Routing::offerServed)
                .map(ClusterSurvey.Routing::offer);
    }

    /** Whether a team's deployments there can share weights: as the settings say, else as its storage was last reported. */
    boolean sharesWeights(String cluster) {
        Boolean stated = settings.sharedWeights();
        return stated != null ? stated : inventories.named(cluster).sharesVolumes();
    }

    /** A replica must fit on one node, whatever is free there at the moment. */
    void requireOneNode(PlanProposal plan) {
        PlanProposal.Placement placement = plan.placement();
        OptionalInt largest = inventories.reported(placement.cluster()).stream()
                .flatMap(inventory -> inventory.nodes().stream())
                .filter(node -> node.gpuProduct().equals(placement.gpuProduct()))
                .mapToInt(GpuNode::allocatableGpus)
                .max();
        if (largest.isPresent() && largest.getAsInt() < placement.gpusPerReplica()) {
            throw new PlatformProblem.Infeasible(
                    "several-nodes-per-replica",
                    "A replica would need several nodes",
                    "A replica takes %d x %s; the largest node of %s has %d. Replicas across nodes are not supported yet."
                            .formatted(
                                    placement.gpusPerReplica(),
                                    placement.gpuName(),
                                    placement.cluster(),
                                    largest.getAsInt()),
                    "Choose a candidate whose replica fits on one node: a smaller model, fewer bits, or a larger GPU.",
                    Map.of("gpusPerReplica", placement.gpusPerReplica(), "gpusPerNode", largest.getAsInt()));
        }
    }
}
