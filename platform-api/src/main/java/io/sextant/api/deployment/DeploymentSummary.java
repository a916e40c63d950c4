package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.deployment.status.Phase;
import io.sextant.planner.cost.Cost;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as a list shows it.
 *
 * @param model the NIM's id; {@code modelName} is for people
 * @param gpus what quota is charged: those of the most replicas it may have
 * @param endsAt when it is stopped; absent where it has no end
 * @param perHour cost as planned, while the planned replicas run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeploymentSummary(
        DeploymentId id,
        String name,
        String team,
        String teamName,
        String model,
        String modelName,
        String cluster,
        String gpuProduct,
        String gpuName,
        int gpus,
        Phase phase,
        String sentence,
        int readyReplicas,
        int desiredReplicas,
        boolean clusterSilent,
        BigDecimal perHour,
        String currency,
        String submittedBy,
        Instant submittedAt,
        @Nullable Instant endsAt,
        @Nullable Instant retiredAt) {
    /** The same over a month, as plans count it. */
    public BigDecimal perMonth() {
        return perHour.multiply(BigDecimal.valueOf(Cost.HOURS_PER_MONTH));
    }
}
