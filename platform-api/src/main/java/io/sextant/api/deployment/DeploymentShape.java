package io.sextant.api.deployment;

import io.sextant.api.planning.PlanCost;
import io.sextant.api.planning.PlanProposal;
import io.sextant.contract.desired.Presence;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How large a deployment is, of what it is made, and what that costs, at the price that was accepted with its plan.
 *
 * @param gpus what quota is charged: those of the most replicas, none while stopped
 * @param fewestPerHour while the fewest replicas run; {@code mostPerHour} alike; nothing while stopped
 * @param currency ISO 4217
 * @param profile as NIM names it
 * @param ttftMs promised at the SLA's percentile, as is {@code itlMs}
 */
public record DeploymentShape(
        Presence presence,
        int minReplicas,
        int maxReplicas,
        int gpus,
        BigDecimal fewestPerHour,
        BigDecimal mostPerHour,
        String currency,
        String gpuProduct,
        String gpuName,
        int gpusPerReplica,
        String profile,
        @Nullable String imageTag,
        double ttftMs,
        double itlMs) {
    static DeploymentShape of(Content content) {
        PlanProposal.Scale scale = content.plan().scale();
        return new DeploymentShape(
                content.presence(),
                scale.minReplicas(),
                scale.maxReplicas(),
                content.neededGpus(),
                perHour(content, scale.minReplicas()),
                perHour(content, scale.maxReplicas()),
                content.plan().cost().currency(),
                content.plan().placement().gpuProduct(),
                content.plan().placement().gpuName(),
                content.plan().placement().gpusPerReplica(),
                content.plan().profile().technicalName(),
                content.plan().model().imageTag(),
                content.plan().promise().ttftMs().value(),
                content.plan().promise().itlMs().value());
    }

    private static BigDecimal perHour(Content content, int replicas) {
        PlanCost cost = content.plan().cost();
        return content.isStopped()
                ? BigDecimal.ZERO
                : cost.perHour(replicas, content.plan().placement().gpusPerReplica());
    }
}
