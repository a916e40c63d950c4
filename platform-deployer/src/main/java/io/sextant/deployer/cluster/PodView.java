package io.sextant.deployer.cluster;

import io.sextant.contract.SextantLabels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pod.
 *
 * @param node it is bound to
 * @param boundAt when it was bound to its node
 * @param gpus it holds while bound: the limits of its containers
 * @param unschedulable the scheduler's message while no node takes it
 */
public record PodView(
        String namespace,
        String name,
        String uid,
        Map<String, String> labels,
        @Nullable String node,
        Phase phase,
        Instant createdAt,
        @Nullable Instant boundAt,
        boolean ready,
        boolean deleting,
        int gpus,
        @Nullable String unschedulable,
        List<ContainerView> containers,
        List<String> claims) {
    private static final String NIM_OPERATOR = "k8s-nim-operator";

    /** Where a pod is in its life. */
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        UNKNOWN;

        /** The containers have ended for good, and its GPUs are free. */
        public boolean ended() {
            return this == SUCCEEDED || this == FAILED;
        }
    }

    public PodView {
        labels = Map.copyOf(labels);
        containers = List.copyOf(containers);
        claims = List.copyOf(claims);
    }

    /** Whether it is a replica of this NIMService: by the operator's selector. */
    public boolean runs(String inNamespace, String serviceName) {
        return namespace.equals(inNamespace) && serviceName.equals(labels.get("app"));
    }

    /** Whether it is a replica of the deployment, of an earlier generation too; by its label, else by the operator's selector. */
    public boolean serves(UUID deployment, String inNamespace, String serviceName) {
        String owner = labels.get(SextantLabels.DEPLOYMENT);
        return namespace.equals(inNamespace)
                && (owner == null ? serviceName.equals(labels.get("app")) : owner.equals(deployment.toString()));
    }

    /** Whether it is the NIM Operator's own. */
    public boolean runsNimOperator() {
        return NIM_OPERATOR.equals(labels.get("app.kubernetes.io/name"));
    }

    /** Whether a pod of a Job. */
    public boolean worksFor(String inNamespace, String jobName) {
        return namespace.equals(inNamespace)
                && (jobName.equals(labels.get("job-name"))
                        || jobName.equals(labels.get("batch.kubernetes.io/job-name")));
    }

    /** When its last container ended, once the pod has. */
    public Optional<Instant> endedAt() {
        if (!phase.ended()) {
            return Optional.empty();
        }
        return ends().map(ContainerState.Terminated::finishedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
    }

    private Stream<ContainerState.Terminated> ends() {
        return containers.stream()
                .map(ContainerView::state)
                .filter(ContainerState.Terminated.class::isInstance)
                .map(ContainerState.Terminated.class::cast);
    }
}
