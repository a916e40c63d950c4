package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.Names;
import io.sextant.sandbox.control.Ownership;
import io.sextant.sandbox.control.TimeScale;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps one ReplicaSet for each template a Deployment has had, and moves pods from the old ones to the current one. */
public final class DeploymentController implements Controller {
    private static final String COMPONENT = "deployment-controller";
    static final String TEMPLATE_HASH = "pod-template-hash";

    private final DeploymentProgress progress;

    public DeploymentController(TimeScale scale) {
        progress = new DeploymentProgress(scale);
    }

    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        for (Deployment deployment : cluster.deployments()) {
            if (deployment.getMetadata().getDeletionTimestamp() == null) {
                List<ReplicaSet> sets = cluster.ownedBy(ClusterSnapshot::replicaSets, deployment);
                rollOut(deployment, sets, decision);
                progress.report(deployment, sets, cluster, now, decision);
            }
        }
    }

    private static void rollOut(Deployment deployment, List<ReplicaSet> sets, Decision decision) {
        int desired = desired(deployment);
        String hash = hash(deployment);
        Optional<ReplicaSet> current =
                sets.stream().filter(set -> isOf(set, hash)).findFirst();
        Rollout next = Rollout.next(
                desired,
                Rollout.surge(deployment, desired),
                Rollout.unavailable(deployment, desired),
                current.map(DeploymentController::generation).orElse(new Rollout.Generation(hash, 0, 0)),
                sets.stream()
                        .filter(set -> !isOf(set, hash))
                        .map(DeploymentController::generation)
                        .collect(Collectors.toMap(Rollout.Generation::name, generation -> generation)));
        for (ReplicaSet set : sets) {
            int wanted = isOf(set, hash)
                    ? next.fresh()
                    : Objects.requireNonNull(next.old().get(set.getMetadata().getName()));
            if (set.getSpec().getReplicas() != wanted) {
                decision.add(new Change.Update(new ReplicaSetBuilder(set)
                        .editSpec()
                        .withReplicas(wanted)
                        .endSpec()
                        .build()));
                note(deployment, set.getMetadata().getName(), set.getSpec().getReplicas(), wanted, decision);
            }
        }
        if (current.isEmpty()) {
            ReplicaSet fresh = replicaSet(deployment, hash, next.fresh());
            decision.add(new Change.Create(fresh));
            note(deployment, fresh.getMetadata().getName(), 0, next.fresh(), decision);
        }
    }

    private static void note(Deployment deployment, String set, int from, int to, Decision decision) {
        if (from != to) {
            decision.add(new Change.Note(
                    deployment,
                    false,
                    COMPONENT,
                    "ScalingReplicaSet",
                    "Scaled " + (to > from ? "up" : "down") + " replica set " + set + " from " + from + " to " + to));
        }
    }

    static int desired(Deployment deployment) {
        return Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
    }

    static String hash(Deployment deployment) {
        return Names.digest(deployment.getSpec().getTemplate().toString());
    }

    static boolean isOf(ReplicaSet set, String hash) {
        return hash.equals(set.getMetadata().getLabels().get(TEMPLATE_HASH));
    }

    private static Rollout.Generation generation(ReplicaSet set) {
        return new Rollout.Generation(
                set.getMetadata().getName(), set.getSpec().getReplicas(), DeploymentProgress.available(set));
    }

    private static ReplicaSet replicaSet(Deployment deployment, String hash, int replicas) {
        Map<String, String> hashed = Map.of(TEMPLATE_HASH, hash);
        PodTemplateSpec template = new PodTemplateSpecBuilder(
                        deployment.getSpec().getTemplate())
                .editOrNewMetadata()
                .addToLabels(hashed)
                .endMetadata()
                .build();
        return new ReplicaSetBuilder()
                .withNewMetadata()
                .withName(deployment.getMetadata().getName() + "-" + hash)
                .withNamespace(deployment.getMetadata().getNamespace())
                .withLabels(template.getMetadata().getLabels())
                .withOwnerReferences(Ownership.by(deployment))
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .withMatchLabels(deployment.getSpec().getSelector().getMatchLabels())
                .addToMatchLabels(hashed)
                .endSelector()
                .withTemplate(template)
                .endSpec()
                .build();
    }
}
