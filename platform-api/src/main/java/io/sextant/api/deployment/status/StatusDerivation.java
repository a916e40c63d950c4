package io.sextant.api.deployment.status;

import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionReason;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import io.sextant.contract.observed.DeploymentObservation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Derives a status; what is not about the current generation was dropped before. */
public final class StatusDerivation {
    /** A deployer that was silent for longer is not counted on. */
    public static final Duration SILENT_AFTER = Duration.ofMinutes(2);

    /** What a stop waits for of itself. */
    private static final Set<ConditionReason> STOP_WAITS = Set.of(
            ConditionReason.AS_DESIRED,
            ConditionReason.APPLIED,
            ConditionReason.REMOVING,
            ConditionReason.WAITING_FOR_EARLIER_STEP);

    private static final String GO_BACK =
            "Go back, which removes what does not come up, or change the plan again. What serves is not touched by either.";

    private final Desired desired;
    private final @Nullable DeploymentObservation observed;
    private final @Nullable DeploymentObservation former;
    private final boolean silent;
    private final Instant now;

    private StatusDerivation(Desired desired, @Nullable DeploymentObservation latest, boolean silent, Instant now) {
        boolean current = latest != null && latest.generation() >= desired.generation();
        this.desired = desired;
        this.observed = current ? latest : null;
        this.former = current ? null : latest;
        this.silent = silent;
        this.now = now;
    }

    /**
     * The status.
     *
     * @param observed the latest observation; one of an older generation only tells what still serves
     * @param clusterHeardAt when the cluster's deployer last called
     */
    public static DeploymentStatus of(
            Desired desired, @Nullable DeploymentObservation observed, @Nullable Instant clusterHeardAt, Instant now) {
        boolean silent =
                clusterHeardAt == null || clusterHeardAt.plus(SILENT_AFTER).isBefore(now);
        return new StatusDerivation(desired, observed, silent, now).derive();
    }

    private DeploymentStatus derive() {
        if (desired.declined() != null) {
            return status(
                    Phase.DECLINED, StatusReason.NOT_APPROVED, desired.declined(), desired.changedAt(), List.of());
        }
        if (desired.awaitsApproval()) {
            return status(
                    Phase.WAITING_FOR_APPROVAL,
                    StatusReason.WAITING_FOR_APPROVAL,
                    "Nothing is started until it is approved; its GPUs are held meanwhile.",
                    desired.submittedAt(),
                    List.of());
        }
        if (desired.retiredAt() != null) {
            return status(
                    Phase.RETIRED,
                    StatusReason.REMOVED,
                    "Everything was removed from " + desired.cluster() + " and its GPUs are given back.",
                    desired.retiredAt(),
                    List.of());
        }
        return switch (desired.presence()) {
            case GONE -> retiring();
            case STOPPED -> stopped();
            case RUNNING, UNKNOWN -> running();
        };
    }

    private DeploymentStatus running() {
        if (observed != null) {
            return onTheWay(observed);
        }
        return former != null && desired.wasReady() ? updating(former) : waiting();
    }

    /** The cluster has not reported on the change yet; what it reported before still serves. */
    private DeploymentStatus updating(DeploymentObservation seen) {
        return status(
                Phase.UPDATING,
                silent ? StatusReason.CLUSTER_SILENT : StatusReason.WAITING_FOR_DEPLOYER,
                "The change is accepted and waits for the deployer of %s; %s meanwhile."
                        .formatted(desired.cluster(), verb(seen.serving().readyReplicas())),
                desired.changedAt(),
                Progress.steps(desired, seen.conditions()));
    }

    private DeploymentStatus retiring() {
        int left = observed == null
                ? 0
                : (int) observed.replicas().stream()
                        .filter(replica -> replica.endedAt() == null)
                        .count();
        String sentence = left > 0
                ? "Waiting until " + replicas(left) + " ended; the GPUs count against the quota until then."
                : "Waiting until " + desired.cluster()
                        + " reports its pods gone; the GPUs count against the quota until" + " then.";
        Optional<Condition> stuck = observed == null
                ? Optional.empty()
                : observed.conditions().stream()
                        .filter(condition -> condition.reason() == ConditionReason.REMOVAL_STUCK)
                        .findFirst();
        StatusReason reason = stuck.isPresent() ? StatusReason.REMOVAL_STUCK : StatusReason.REMOVING;
        return status(
                Phase.RETIRING,
                silent ? StatusReason.CLUSTER_SILENT : reason,
                stuck.map(condition -> condition.message() + " ").orElse("") + sentence,
                desired.changedAt(),
                List.of());
    }

    /** Stopped only once the cluster said so: until then replicas may hold GPUs. */
    private DeploymentStatus stopped() {
        Optional<Condition> confirmed = sinceTheStop().stream()
                .filter(condition -> condition.type() == ConditionType.REPLICAS_READY
                        && condition.reason() == ConditionReason.STOPPED)
                .findFirst();
        if (confirmed.isPresent()) {
            return status(
                    Phase.STOPPED,
                    silent ? StatusReason.CLUSTER_SILENT : StatusReason.STOPPED,
                    "Stopped: no replica runs and its GPUs are given back. The downloaded weights are kept.",
                    confirmed.get().changedAt(),
                    List.of());
        }
        Optional<Condition> obstacle = observed == null
                ? Optional.empty()
                : observed.conditions().stream()
                        .filter(condition -> condition.type() == ConditionType.REPLICAS_READY)
                        .filter(condition -> !STOP_WAITS.contains(condition.reason()))
                        .findFirst();
        return status(
                Phase.STOPPING,
                silent
                        ? StatusReason.CLUSTER_SILENT
                        : obstacle.map(condition -> StatusReason.of(condition.reason()))
                                .orElse(StatusReason.REMOVING),
                obstacle.map(condition -> condition.message() + " ").orElse("")
                        + "Waiting until " + desired.cluster()
                        + " reports that no replica is left; the GPUs count against the quota until then.",
                desired.changedAt(),
                List.of());
    }

    /** What was reported since replicas were last wanted: a change of what is stopped does not start it. */
    private List<Condition> sinceTheStop() {
        DeploymentObservation seen = observed == null ? former : observed;
        return seen == null || seen.generation() < desired.run().generation() ? List.of() : seen.conditions();
    }

    /** Nothing was reported on this generation yet. */
    private DeploymentStatus waiting() {
        List<ProgressStep> steps = Progress.steps(desired, List.of());
        if (silent) {
            return status(
                    Phase.SUBMITTED,
                    StatusReason.CLUSTER_SILENT,
                    "Accepted, but the deployer of " + desired.cluster() + " has not called lately.",
                    desired.changedAt(),
                    steps);
        }
        Phase phase = isOverdue() ? Phase.OVERDUE : Phase.SUBMITTED;
        return status(
                phase,
                phase == Phase.OVERDUE ? StatusReason.OVERDUE : StatusReason.WAITING_FOR_DEPLOYER,
                "Accepted; waiting for the deployer of " + desired.cluster() + " to report on it.",
                desired.changedAt(),
                steps);
    }

    private DeploymentStatus onTheWay(DeploymentObservation seen) {
        Optional<Condition> obstacle = seen.conditions().stream()
                .filter(condition -> !condition.type().besides())
                .filter(condition -> condition.type() != ConditionType.UNKNOWN)
                .filter(condition -> condition.status() != ConditionStatus.TRUE)
                .min((a, b) -> a.type().compareTo(b.type()));
        List<ProgressStep> steps = Progress.steps(desired, seen.conditions());
        if (obstacle.isEmpty() && seen.conditions().isEmpty()) {
            return waiting();
        }
        return obstacle.map(condition -> notAllReady(seen, condition, steps)).orElseGet(() -> ready(seen, steps));
    }

    private DeploymentStatus notAllReady(DeploymentObservation seen, Condition obstacle, List<ProgressStep> steps) {
        if (!desired.wasReady()) {
            return provisioning(obstacle, steps);
        }
        if (seen.earlierServes()) {
            return rollingOver(seen, obstacle, steps);
        }
        return isGrowing(seen, obstacle) ? growing(seen, obstacle, steps) : degraded(seen, obstacle, steps);
    }

    /** What is wanted comes up beside what serves. */
    private DeploymentStatus rollingOver(DeploymentObservation seen, Condition obstacle, List<ProgressStep> steps) {
        StatusReason reason = StatusReason.of(obstacle.reason());
        int ready = seen.serving().readyReplicas();
        boolean heldUp = reason.isLasting() || reason == StatusReason.OVERDUE;
        String meanwhile = ready == 0
                ? "No replica of the earlier generation serves."
                : verb(ready) + " by the earlier generation meanwhile.";
        Phase phase = heldUp ? Phase.HELD_UP : ready == 0 ? Phase.DEGRADED : Phase.UPDATING;
        return status(
                phase,
                silent ? StatusReason.CLUSTER_SILENT : reason,
                "%s %s %s"
                        .formatted(
                                heldUp ? "The roll-over is held up:" : "Rolling over:", obstacle.message(), meanwhile),
                obstacle.changedAt(),
                steps);
    }

    /** What must run serves, and more are starting. */
    private boolean isGrowing(DeploymentObservation seen, Condition obstacle) {
        return obstacle.type() == ConditionType.REPLICAS_READY
                && desired.wasReadyAsItIs()
                && StatusReason.of(obstacle.reason()).isStarting()
                && seen.readyReplicas() >= desired.minReplicas()
                && seen.desiredReplicas() > desired.minReplicas();
    }

    private DeploymentStatus growing(DeploymentObservation seen, Condition obstacle, List<ProgressStep> steps) {
        return status(
                Phase.READY,
                silent ? StatusReason.CLUSTER_SILENT : StatusReason.SERVING,
                "%d of %s serve, enough for the minimum; the others are starting. %s"
                        .formatted(seen.readyReplicas(), replicas(seen.desiredReplicas()), obstacle.message()),
                obstacle.changedAt(),
                steps);
    }

    private DeploymentStatus ready(DeploymentObservation seen, List<ProgressStep> steps) {
        Instant since = seen.conditions().stream()
                .map(Condition::changedAt)
                .max(Instant::compareTo)
                .orElse(seen.observedAt());
        return status(
                Phase.READY,
                silent ? StatusReason.CLUSTER_SILENT : StatusReason.SERVING,
                verb(seen.serving().readyReplicas()) + "; the endpoint lists the model." + unrouted(seen)
                        + unscaled(seen) + beyondKnowledge(seen),
                since,
                steps);
    }

    /** A model that answers inside the cluster is ready, whatever becomes of its public address. */
    private static String unrouted(DeploymentObservation seen) {
        return seen.conditions().stream()
                .filter(condition ->
                        condition.type() == ConditionType.ROUTED && condition.status() != ConditionStatus.TRUE)
                .map(condition -> " Its public address does not answer yet: " + condition.message())
                .findFirst()
                .orElse("");
    }

    /** Replicas that serve are ready, but nobody adds any when more is asked of them. */
    private static String unscaled(DeploymentObservation seen) {
        return seen.conditions().stream()
                .filter(condition ->
                        condition.type() == ConditionType.SCALED && condition.status() != ConditionStatus.TRUE)
                .map(condition ->
                        " The number of its replicas does not follow the load at the moment: " + condition.message())
                .findFirst()
                .orElse("");
    }

    /** What a later release of the deployer reports about aspects that the platform does not know; it holds nothing up. */
    private static String beyondKnowledge(DeploymentObservation seen) {
        return seen.conditions().stream()
                .filter(condition -> condition.type() == ConditionType.UNKNOWN)
                .filter(condition -> condition.status() != ConditionStatus.TRUE)
                .map(condition -> " Its cluster also reports what this release of the platform does not know yet: "
                        + condition.message())
                .collect(Collectors.joining());
    }

    private DeploymentStatus provisioning(Condition obstacle, List<ProgressStep> steps) {
        StatusReason reason = StatusReason.of(obstacle.reason());
        Phase phase;
        if (reason.isLasting()) {
            phase = Phase.FAILED;
        } else if (reason == StatusReason.OVERDUE || isOverdue()) {
            phase = Phase.OVERDUE;
        } else {
            phase = phaseOf(obstacle.type());
        }
        return status(
                phase,
                phase == Phase.OVERDUE && reason.remedy().isEmpty() ? StatusReason.OVERDUE : reason,
                obstacle.message(),
                obstacle.changedAt(),
                steps);
    }

    /** It was ready before: requests may still find some replicas. */
    private DeploymentStatus degraded(DeploymentObservation seen, Condition obstacle, List<ProgressStep> steps) {
        StatusReason reason = StatusReason.of(obstacle.reason());
        if (seen.readyReplicas() == 0 && reason.isLasting()) {
            return status(Phase.FAILED, reason, obstacle.message(), obstacle.changedAt(), steps);
        }
        String serving = seen.readyReplicas() == 0
                ? "No replica serves. "
                : seen.readyReplicas() + " of " + replicas(seen.desiredReplicas()) + " serve. ";
        if (!desired.wasReadyAsItIs() && seen.readyReplicas() > 0 && reason != StatusReason.OVERDUE) {
            return status(
                    Phase.UPDATING,
                    reason,
                    "The change is being carried out. " + serving + obstacle.message(),
                    obstacle.changedAt(),
                    steps);
        }
        return status(
                Phase.DEGRADED,
                reason.remedy().isEmpty() ? StatusReason.REPLICAS_MISSING : reason,
                serving + obstacle.message(),
                obstacle.changedAt(),
                steps);
    }

    private boolean isOverdue() {
        return !desired.wasReady()
                && now.isAfter(desired.run().startedAt().plus(desired.run().readyWithin()));
    }

    private static Phase phaseOf(ConditionType type) {
        return switch (type) {
            case NAMESPACE_READY, SECRETS_READY -> Phase.PREPARING;
            case MODEL_CACHED -> Phase.DOWNLOADING;
            case REPLICAS_READY -> Phase.STARTING;
            case ENDPOINT_PROBED, ROUTED, SCALED, UNKNOWN -> Phase.PROBING;
        };
    }

    private DeploymentStatus status(
            Phase phase, StatusReason reason, String sentence, Instant since, List<ProgressStep> steps) {
        DeploymentObservation seen = observed == null && phase == Phase.UPDATING ? former : observed;
        boolean coming = !desired.wasReady() && !steps.isEmpty() && phase != Phase.READY;
        return new DeploymentStatus(
                phase,
                reason,
                sentence,
                phase == Phase.HELD_UP ? GO_BACK : reason.remedy(),
                since,
                steps,
                seen == null ? 0 : seen.serving().readyReplicas(),
                seen == null ? 0 : seen.serving().desiredReplicas(),
                seen != null && phase.serves() && seen.serving().readyReplicas() > 0 ? seen.endpointUrl() : null,
                coming ? desired.run().startedAt().plus(desired.run().usual().within()) : null,
                coming ? desired.run().usual().starts() : null,
                observed == null ? null : observed.observedAt(),
                silent && !phase.isFinal() && phase != Phase.WAITING_FOR_APPROVAL);
    }

    private static String verb(int ready) {
        return replicas(ready) + (ready == 1 ? " serves" : " serve");
    }

    private static String replicas(int count) {
        return count + (count == 1 ? " replica" : " replicas");
    }
}
