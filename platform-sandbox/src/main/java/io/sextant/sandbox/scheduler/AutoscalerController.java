package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatusBuilder;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Holds autoscaled Deployments within their bounds; the sandbox measures no load, so it never goes beyond the minimum. */
public final class AutoscalerController implements Controller {
    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        for (HorizontalPodAutoscaler autoscaler : cluster.autoscalers()) {
            Optional<Deployment> target = cluster.find(
                    ClusterSnapshot::deployments,
                    autoscaler.getMetadata().getNamespace(),
                    autoscaler.getSpec().getScaleTargetRef().getName());
            target.ifPresent(deployment -> bound(autoscaler, deployment, decision));
        }
    }

    private static void bound(HorizontalPodAutoscaler autoscaler, Deployment target, Decision decision) {
        int current = DeploymentController.desired(target);
        int least = Objects.requireNonNullElse(autoscaler.getSpec().getMinReplicas(), 1);
        int wanted =
                Math.clamp(current, least, Math.max(least, autoscaler.getSpec().getMaxReplicas()));
        if (current == 0) {
            wanted = 0;
        }
        if (wanted != current) {
            decision.add(new Change.Update(new DeploymentBuilder(target)
                    .editSpec()
                    .withReplicas(wanted)
                    .endSpec()
                    .build()));
        }
        HorizontalPodAutoscalerStatus status = new HorizontalPodAutoscalerStatusBuilder()
                .withCurrentReplicas(current)
                .withDesiredReplicas(wanted)
                .build();
        HorizontalPodAutoscalerStatus before = autoscaler.getStatus();
        if (before == null
                || !Objects.equals(before.getCurrentReplicas(), status.getCurrentReplicas())
                || !Objects.equals(before.getDesiredReplicas(), status.getDesiredReplicas())) {
            decision.add(new Change.UpdateStatus(new HorizontalPodAutoscalerBuilder(autoscaler)
                    .withStatus(status)
                    .build()));
        }
    }
}
