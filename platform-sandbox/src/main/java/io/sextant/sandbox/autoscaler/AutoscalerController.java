package io.sextant.sandbox.autoscaler;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.control.TimeScale;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at every autoscaler each 15 s of the sandbox's time, and scales its Deployment by its pods' metrics. */
public final class AutoscalerController implements Controller {
    private static final String COMPONENT = "horizontal-pod-autoscaler";
    private static final Duration SYNC = Duration.ofSeconds(15);

    /** Wall time: looking more often costs more than a faster answer is worth. */
    private static final Duration SHORTEST_SYNC = Duration.ofMillis(250);

    private final PodMetrics metrics;
    private final TimeScale scale;
    private final Duration sync;
    /** By namespace and uid. */
    private final Map<String, Map<String, Memory>> memories = new HashMap<>();

    public AutoscalerController(PodMetrics metrics, TimeScale scale) {
        this.metrics = metrics;
        this.scale = scale;
        Duration scaled = scale.wall(SYNC);
        this.sync = scaled.compareTo(SHORTEST_SYNC) < 0 ? SHORTEST_SYNC : scaled;
    }

    /**
     * What is remembered of an autoscaler.
     *
     * @param asked the change asked for last; it counts as made once the Deployment has it
     */
    private record Memory(
            Instant lookAt,
            ScalingHistory history,
            @Nullable Asked asked) {
        ScalingHistory known(int current) {
            return asked != null && asked.replicas() == current
                    ? history.rescaled(asked.change(), asked.at())
                    : history;
        }
    }

    private record Asked(Instant at, int replicas, int change) {}

    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        Set<String> there = cluster.autoscalers().stream()
                .map(autoscaler -> autoscaler.getMetadata().getUid())
                .collect(Collectors.toSet());
        Map<String, Memory> known = memories.computeIfAbsent(cluster.namespace(), _ -> new HashMap<>());
        known.keySet().retainAll(there);
        if (known.isEmpty() && there.isEmpty()) {
            memories.remove(cluster.namespace());
            return;
        }
        List<HorizontalPodAutoscaler> due = cluster.autoscalers().stream()
                .filter(autoscaler -> isDue(known.get(autoscaler.getMetadata().getUid()), now))
                .toList();
        if (!due.isEmpty()) {
            Map<String, Map<String, Double>> readings = metrics.read(cluster.namespace());
            due.forEach(autoscaler -> look(autoscaler, cluster, readings, known, now, decision));
        }
        known.values().forEach(memory -> decision.wakeAt(memory.lookAt()));
    }

    private static boolean isDue(@Nullable Memory memory, Instant now) {
        return memory == null || !now.isBefore(memory.lookAt());
    }

    private void look(
            HorizontalPodAutoscaler autoscaler,
            ClusterSnapshot cluster,
            Map<String, Map<String, Double>> readings,
            Map<String, Memory> known,
            Instant now,
            Decision decision) {
        Optional<Deployment> found = cluster.find(
                ClusterSnapshot::deployments,
                autoscaler.getMetadata().getNamespace(),
                autoscaler.getSpec().getScaleTargetRef().getName());
        if (found.isEmpty() || found.get().getMetadata().getDeletionTimestamp() != null) {
            // The operator makes the autoscaler before what it scales; the look after that finds it.
            known.computeIfPresent(
                    autoscaler.getMetadata().getUid(),
                    (_, memory) -> new Memory(now.plus(sync), memory.history(), memory.asked()));
            return;
        }
        Deployment target = found.get();
        int current = Objects.requireNonNullElse(target.getSpec().getReplicas(), 1);
        ScalingSpec spec = ScalingSpec.of(autoscaler.getSpec(), scale);
        MetricCollection collected = new MetricCollection(
                        cluster,
                        autoscaler.getMetadata().getNamespace(),
                        TargetPods.of(
                                cluster,
                                target.getMetadata().getNamespace(),
                                target.getSpec().getSelector().getMatchLabels()),
                        new ReplicaCalculation(spec, current),
                        readings)
                .ask(Objects.requireNonNullElse(autoscaler.getSpec().getMetrics(), List.of()));
        String uid = autoscaler.getMetadata().getUid();
        Memory memory = known.get(uid);
        ScalingHistory history = memory == null ? ScalingHistory.startingWith(current, now) : memory.known(current);
        ScalingDecision decided = ScalingDecision.of(spec, current, collected.demands(), history, now);
        write(autoscaler, target, current, decided, collected, now, decision);
        known.put(
                uid,
                new Memory(
                        now.plus(sync),
                        decided.history(),
                        decided.rescaleReason() == null
                                ? null
                                : new Asked(now, decided.replicas(), decided.replicas() - current)));
    }

    private static void write(
            HorizontalPodAutoscaler autoscaler,
            Deployment target,
            int current,
            ScalingDecision decided,
            MetricCollection collected,
            Instant now,
            Decision decision) {
        if (decided.rescaleReason() != null) {
            decision.add(new Change.Update(new DeploymentBuilder(target)
                    .editSpec()
                    .withReplicas(decided.replicas())
                    .endSpec()
                    .build()));
            note(
                    autoscaler,
                    false,
                    "SuccessfulRescale",
                    "New size: " + decided.replicas() + "; reason: " + decided.rescaleReason(),
                    decision);
        }
        AutoscalerStatus status = new AutoscalerStatus(autoscaler, now);
        boolean news =
                decided.conditions().stream().anyMatch(condition -> !condition.holds() && status.news(condition));
        status.after(current, decided, collected.statuses())
                .ifPresent(after -> decision.add(new Change.UpdateStatus(after)));
        String failure = decided.failure();
        if (failure != null && news) {
            collected.demands().stream()
                    .filter(MetricDemand.Unknown.class::isInstance)
                    .map(MetricDemand.Unknown.class::cast)
                    .forEach(unknown -> note(autoscaler, true, unknown.reason(), unknown.message(), decision));
            note(autoscaler, true, "FailedComputeMetricsReplicas", failure, decision);
        }
    }

    private static void note(
            HorizontalPodAutoscaler autoscaler, boolean warning, String reason, String message, Decision decision) {
        decision.add(new Change.Note(autoscaler, warning, COMPONENT, reason, message));
    }
}
