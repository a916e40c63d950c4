package io.sextant.api.deployment;

import io.sextant.api.planning.PlanCost;
import io.sextant.api.planning.PlanProposal;
import io.sextant.contract.desired.Presence;
import java.math.BigDecimal;

/**
 * How large a deployment is and what that costs, at the price that was accepted with its plan.
 *
 * @param gpus what quota is charged: those of the most replicas, none while stopped
 * @param fewestPerHour while the fewest replicas run; {@code mostPerHour} alike; nothing while stopped
 * @param currency ISO 4217
 */
public record DeploymentShape(
        Presence presence,
        int minReplicas,
        int maxReplicas,
        int gpus,
        BigDecimal fewestPerHour,
        BigDecimal mostPerHour,
        String currency) {
    static DeploymentShape of(Content content) {
        PlanProposal.Scale scale = content.plan().scale();
        return new DeploymentShape(
                content.presence(),
                scale.minReplicas(),
                scale.maxReplicas(),
                content.neededGpus(),
                perHour(content, scale.minReplicas()),
                perHour(content, scale.maxReplicas()),
                content.plan().cost().currency());
    }

    private static BigDecimal perHour(Content content, int replicas) {
        PlanCost cost = content.plan().cost();
        return content.isStopped()
                ? BigDecimal.ZERO
                : cost.perHour(replicas, content.plan().placement().gpusPerReplica());
    }
}
