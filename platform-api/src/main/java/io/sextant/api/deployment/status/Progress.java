package io.sextant.api.deployment.status;

import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ConditionStatus;
import io.sextant.contract.observed.ConditionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps on the way to Ready, from the conditions that were reported. */
final class Progress {
    private Progress() {}

    static List<ProgressStep> steps(Desired desired, List<Condition> conditions) {
        List<ProgressStep> steps = new ArrayList<>();
        steps.add(new ProgressStep(
                ProgressStep.Name.ACCEPTED,
                ProgressStep.State.DONE,
                desired.submittedAt(),
                "The plan was accepted and its GPUs are reserved."));
        boolean reached = true;
        for (ConditionType type : ConditionType.values()) {
            Optional<Condition> condition = conditions.stream()
                    .filter(candidate -> candidate.type() == type)
                    .findFirst();
            if (type == ConditionType.UNKNOWN
                    || (condition.isEmpty() && !ConditionType.ofEvery().contains(type))) {
                continue;
            }
            steps.add(condition.isPresent() ? step(condition.get(), reached) : unseen(type, reached));
            reached = reached
                    && condition
                            .filter(seen -> seen.status() == ConditionStatus.TRUE)
                            .isPresent();
        }
        return List.copyOf(steps);
    }

    /** A step is current only when all before it are done. */
    private static ProgressStep step(Condition condition, boolean reached) {
        ProgressStep.State state;
        if (condition.status() == ConditionStatus.TRUE) {
            state = ProgressStep.State.DONE;
        } else if (!reached) {
            state = ProgressStep.State.WAITING;
        } else if (StatusReason.of(condition.reason()).isLasting()) {
            state = ProgressStep.State.FAILED;
        } else {
            state = ProgressStep.State.CURRENT;
        }
        return new ProgressStep(
                nameOf(condition.type()),
                state,
                state == ProgressStep.State.WAITING ? null : condition.changedAt(),
                condition.message());
    }

    private static ProgressStep unseen(ConditionType type, boolean reached) {
        return new ProgressStep(
                nameOf(type),
                reached ? ProgressStep.State.CURRENT : ProgressStep.State.WAITING,
                null,
                reached ? "Waiting for the cluster's report." : "Waits for the step before.");
    }

    /** Of an aspect that this release knows. */
    private static ProgressStep.Name nameOf(ConditionType type) {
        return switch (type) {
            case NAMESPACE_READY -> ProgressStep.Name.NAMESPACE;
            case SECRETS_READY -> ProgressStep.Name.SECRETS;
            case MODEL_CACHED -> ProgressStep.Name.WEIGHTS;
            case REPLICAS_READY -> ProgressStep.Name.REPLICAS;
            case ENDPOINT_PROBED -> ProgressStep.Name.ENDPOINT;
            case ROUTED, UNKNOWN -> ProgressStep.Name.ROUTE;
            case SCALED -> ProgressStep.Name.SCALING;
        };
    }
}
