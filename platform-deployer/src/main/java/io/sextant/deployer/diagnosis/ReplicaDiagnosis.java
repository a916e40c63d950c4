package io.sextant.deployer.diagnosis;

import static io.sextant.contract.observed.ConditionReason.APPLIED;
import static io.sextant.contract.observed.ConditionReason.ENDPOINT_UNREACHABLE;
import static io.sextant.contract.observed.ConditionReason.LOADING_MODEL;
import static io.sextant.contract.observed.ConditionReason.MODEL_DOWNLOAD_FAILED;
import static io.sextant.contract.observed.ConditionReason.NODE_LOST;
import static io.sextant.contract.observed.ConditionReason.OPERATOR_ERROR;
import static io.sextant.contract.observed.ConditionReason.WAITING_FOR_EARLIER_STEP;
import static io.sextant.contract.observed.ConditionReason.WAITING_FOR_GPUS;

import io.sextant.deployer.cluster.DeploymentView;
import io.sextant.deployer.cluster.NimServiceView;
import io.sextant.deployer.cluster.NodeView;
import io.sextant.deployer.cluster.PodView;
import io.sextant.deployer.cluster.ReplicaCount;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.cluster.StatusCondition;
import io.sextant.deployer.cluster.Workloads;
import java.util.List;
import java.util.Optional;

/** Why a NIMService's replicas are not all ready: the operator's refusals, the Deployment, then the pods. */
public final class ReplicaDiagnosis {
    private final NimServiceView service;
    private final Snapshot snapshot;
    private final Workloads workloads;
    private final String namespace;
    private final String name;

    private ReplicaDiagnosis(NimServiceView service, Snapshot snapshot) {
        this.service = service;
        this.snapshot = snapshot;
        this.workloads = snapshot.workloads();
        this.namespace = service.object().ref().namespace();
        this.name = service.object().ref().name();
    }

    /** The cause that a NIMService which is not Ready shows at the moment. */
    public static Finding of(NimServiceView service, Snapshot snapshot) {
        return new ReplicaDiagnosis(service, snapshot).find();
    }

    private Finding find() {
        return operatorFailure()
                .or(this::lostNode)
                .or(this::podFinding)
                .or(this::replicaFailure)
                .or(this::unlisted)
                .or(() -> OperatorPresence.absence(service.object(), snapshot))
                .orElseGet(this::progress);
    }

    private Optional<Finding> operatorFailure() {
        return service.object()
                .condition("Failed")
                .filter(StatusCondition::holds)
                .map(condition -> switch (condition.reason()) {
                    case "NIMCacheNotFound", "NIMCacheNotReady" ->
                        Finding.progress(WAITING_FOR_EARLIER_STEP, "The weights are not there yet.");
                    case "NIMCacheFailed" ->
                        Finding.failure(MODEL_DOWNLOAD_FAILED, "The download of the weights failed.");
                    default ->
                        Finding.failure(
                                OPERATOR_ERROR,
                                Sentence.of("The NIM Operator cannot run the deployment", condition.message()));
                });
    }

    /** A replica's node fell silent, of which its pod itself says nothing. */
    private Optional<Finding> lostNode() {
        return pods().stream()
                .filter(pod -> !pod.ready() && !pod.phase().ended())
                .filter(this::isOnLostNode)
                .findFirst()
                .map(pod -> Finding.progress(
                        NODE_LOST,
                        "The node %s of a replica does not answer; if it stays away, the replica is made anew elsewhere."
                                .formatted(pod.node())));
    }

    private boolean isOnLostNode(PodView pod) {
        String node = pod.node();
        return node != null
                && snapshot.node(node).filter(NodeView::schedulable).isEmpty()
                && workloads
                        .lastEvent(
                                namespace, pod.name(), event -> event.reason().equals("NodeNotReady"))
                        .isPresent();
    }

    private Optional<Finding> podFinding() {
        List<Finding> findings = pods().stream()
                .filter(pod -> !pod.ready() && !pod.deleting())
                .map(pod -> new PodDiagnosis(pod, workloads).find())
                .flatMap(Optional::stream)
                .map(this::withDemand)
                .toList();
        return PodDiagnosis.worst(findings);
    }

    /** Says which GPUs are missing instead of repeating the scheduler. */
    private Finding withDemand(Finding finding) {
        GpuDemand demand = GpuDemand.of(service);
        return finding.reason() == WAITING_FOR_GPUS && demand.gpus() > 0
                ? Finding.progress(WAITING_FOR_GPUS, demand.unmet(snapshot.nodes()))
                : finding;
    }

    private List<PodView> pods() {
        return workloads.podsIn(namespace).stream()
                .filter(pod -> pod.runs(namespace, name))
                .toList();
    }

    /** No pod could even be made, as when the namespace's quota is spent. */
    private Optional<Finding> replicaFailure() {
        return workloads
                .deployment(namespace, name)
                .map(DeploymentView::failure)
                .filter(failure -> !failure.isEmpty())
                .map(failure -> Finding.failure(
                        Symptom.ofRefusal(failure).reason(),
                        Sentence.of("The cluster makes no pod for a replica", failure)));
    }

    /** All pods are ready, yet the operator could not list the model at the endpoint. */
    private Optional<Finding> unlisted() {
        boolean allReady = ReplicaCount.of(service, workloads).complete();
        return allReady
                ? Optional.of(Finding.progress(
                        ENDPOINT_UNREACHABLE,
                        "All replicas are ready, but the NIM Operator has not listed the model at the endpoint yet."))
                : Optional.empty();
    }

    private Finding progress() {
        boolean running = pods().stream().anyMatch(pod -> pod.phase() == PodView.Phase.RUNNING);
        return running
                ? Finding.progress(LOADING_MODEL, "The engine loads the weights into GPU memory.")
                : Finding.progress(APPLIED, "The NIM Operator makes the replicas.");
    }
}
