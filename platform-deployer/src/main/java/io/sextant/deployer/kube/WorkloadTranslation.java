package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.sextant.deployer.cluster.AutoscalerView;
import io.sextant.deployer.cluster.DeploymentView;
import io.sextant.deployer.cluster.EngineAddress;
import io.sextant.deployer.cluster.EventView;
import io.sextant.deployer.cluster.JobView;
import io.sextant.deployer.cluster.StatusCondition;
import io.sextant.deployer.cluster.VolumeClaimView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** From the client's workloads and events to the deployer's own values. */
final class WorkloadTranslation {
    private WorkloadTranslation() {}

    static DeploymentView deployment(Deployment deployment) {
        var spec = deployment.getSpec();
        var status = Optional.ofNullable(deployment.getStatus());
        long generation = orZero(deployment.getMetadata().getGeneration());
        long observed =
                status.map(found -> orZero(found.getObservedGeneration())).orElse(0L);
        return new DeploymentView(
                deployment.getMetadata().getNamespace(),
                deployment.getMetadata().getName(),
                Objects.requireNonNullElse(spec.getReplicas(), 1),
                status.map(found -> orZero(found.getUpdatedReplicas())).orElse(0),
                status.map(found -> orZero(found.getReadyReplicas())).orElse(0),
                spec.getTemplate().getSpec().getContainers().stream()
                        .findFirst()
                        .map(container -> container.getImage())
                        .orElse(""),
                observed >= generation,
                status.map(found -> replicaFailure(found.getConditions())).orElse(""));
    }

    static AutoscalerView autoscaler(HorizontalPodAutoscaler autoscaler) {
        return new AutoscalerView(
                autoscaler.getMetadata().getNamespace(),
                autoscaler.getMetadata().getName(),
                autoscaler.getSpec().getScaleTargetRef().getName(),
                autoscaler.getStatus() == null
                        ? List.of()
                        : autoscaler.getStatus().getConditions().stream()
                                .map(condition -> new StatusCondition(
                                        condition.getType(),
                                        "True".equals(condition.getStatus()),
                                        Objects.requireNonNullElse(condition.getReason(), ""),
                                        Objects.requireNonNullElse(condition.getMessage(), "")))
                                .toList());
    }

    private static String replicaFailure(@Nullable List<DeploymentCondition> conditions) {
        return Objects.requireNonNullElse(conditions, List.<DeploymentCondition>of()).stream()
                .filter(condition ->
                        "ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .map(condition -> Objects.requireNonNullElse(condition.getMessage(), "ReplicaFailure"))
                .findFirst()
                .orElse("");
    }

    static JobView job(Job job) {
        var status = Optional.ofNullable(job.getStatus());
        return new JobView(
                job.getMetadata().getNamespace(),
                job.getMetadata().getName(),
                status.map(found -> orZero(found.getActive())).orElse(0),
                status.map(found -> orZero(found.getFailed())).orElse(0),
                status.map(found -> failure(found.getConditions())).orElse(""));
    }

    private static String failure(@Nullable List<JobCondition> conditions) {
        return Objects.requireNonNullElse(conditions, List.<JobCondition>of()).stream()
                .filter(condition -> "Failed".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .map(condition -> Objects.requireNonNullElse(condition.getReason(), "Failed") + " "
                        + Objects.requireNonNullElse(condition.getMessage(), ""))
                .map(String::strip)
                .findFirst()
                .orElse("");
    }

    static VolumeClaimView claim(PersistentVolumeClaim claim) {
        return new VolumeClaimView(
                claim.getMetadata().getNamespace(),
                claim.getMetadata().getName(),
                Optional.ofNullable(claim.getStatus())
                        .map(status -> status.getPhase())
                        .orElse("Pending"),
                Objects.requireNonNullElse(claim.getSpec().getStorageClassName(), ""));
    }

    static EventView event(Event event) {
        Instant created = Timestamp.of(event.getMetadata().getCreationTimestamp(), Instant.EPOCH);
        Instant first = Timestamp.of(event.getFirstTimestamp(), created);
        Instant at = Timestamp.of(
                event.getLastTimestamp(),
                event.getEventTime() == null
                        ? first
                        : Timestamp.of(event.getEventTime().getTime(), first));
        return new EventView(
                event.getMetadata().getNamespace(),
                Objects.requireNonNullElse(event.getInvolvedObject().getKind(), ""),
                Objects.requireNonNullElse(event.getInvolvedObject().getName(), ""),
                "Warning".equals(event.getType()),
                Objects.requireNonNullElse(event.getReason(), ""),
                Objects.requireNonNullElse(event.getMessage(), ""),
                at);
    }

    /** The ready pods behind a service's port for requests. */
    static List<EngineAddress> engines(EndpointSlice slice) {
        String service = Objects.requireNonNullElse(slice.getMetadata().getLabels(), Map.<String, String>of())
                .getOrDefault("kubernetes.io/service-name", "");
        OptionalInt port = slice.getPorts().stream()
                .filter(found -> found.getPort() != null)
                .filter(found ->
                        "api".equals(found.getName()) || slice.getPorts().size() == 1)
                .mapToInt(EndpointPort::getPort)
                .findFirst();
        return port.isEmpty()
                ? List.of()
                : slice.getEndpoints().stream()
                        .filter(endpoint -> endpoint.getConditions() == null
                                || !Boolean.FALSE.equals(
                                        endpoint.getConditions().getReady()))
                        .flatMap(endpoint -> endpoint.getAddresses().stream().limit(1))
                        .map(address -> new EngineAddress(
                                slice.getMetadata().getNamespace(), service, address, port.getAsInt()))
                        .toList();
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}
