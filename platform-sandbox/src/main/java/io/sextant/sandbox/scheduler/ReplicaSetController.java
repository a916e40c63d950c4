package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatusBuilder;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.Names;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Keeps as many pods of a ReplicaSet as it wants. */
public final class ReplicaSetController implements Controller {
    private static final String COMPONENT = "replicaset-controller";

    private final Names names;

    public ReplicaSetController(Names names) {
        this.names = names;
    }

    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        for (ReplicaSet set : cluster.replicaSets()) {
            if (set.getMetadata().getDeletionTimestamp() == null) {
                List<Pod> pods = cluster.ownedBy(ClusterSnapshot::pods, set).stream()
                        .filter(pod -> !Pods.isTerminating(pod) && !Pods.hasEnded(pod))
                        .toList();
                keep(set, pods, decision);
                report(set, pods, decision);
            }
        }
    }

    private void keep(ReplicaSet set, List<Pod> pods, Decision decision) {
        int missing = set.getSpec().getReplicas() - pods.size();
        for (int i = 0; i < missing; i++) {
            Pod pod = PodTemplates.pod(
                    set, set.getSpec().getTemplate(), set.getMetadata().getName() + "-" + names.ending());
            decision.add(new Change.Create(pod));
            decision.add(new Change.Note(
                    set,
                    false,
                    COMPONENT,
                    "SuccessfulCreate",
                    "Created pod: " + pod.getMetadata().getName()));
        }
        pods.stream()
                .sorted(Comparator.<Pod, Boolean>comparing(pod -> pod.getSpec().getNodeName() != null)
                        .thenComparing(Pods::isReady)
                        .thenComparing(pod -> pod.getMetadata().getCreationTimestamp(), Comparator.reverseOrder())
                        .thenComparing(pod -> pod.getMetadata().getName()))
                .limit(Math.max(0, -missing))
                .forEach(pod -> {
                    decision.add(new Change.Delete(pod));
                    decision.add(new Change.Note(
                            set,
                            false,
                            COMPONENT,
                            "SuccessfulDelete",
                            "Deleted pod: " + pod.getMetadata().getName()));
                });
    }

    private static void report(ReplicaSet set, List<Pod> pods, Decision decision) {
        int ready = (int) pods.stream().filter(Pods::isReady).count();
        ReplicaSetStatus before = Objects.requireNonNullElseGet(set.getStatus(), ReplicaSetStatus::new);
        ReplicaSetStatus after = new ReplicaSetStatusBuilder()
                .withObservedGeneration(set.getMetadata().getGeneration())
                .withReplicas(pods.size())
                .withFullyLabeledReplicas(pods.size())
                .withReadyReplicas(ready)
                .withAvailableReplicas(ready)
                .build();
        if (!before.equals(after)) {
            decision.add(new Change.UpdateStatus(
                    new ReplicaSetBuilder(set).withStatus(after).build()));
        }
    }
}
