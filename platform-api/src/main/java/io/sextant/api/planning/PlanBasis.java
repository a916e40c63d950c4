package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterState;
import io.sextant.api.cluster.preflight.Level;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an answer was made from.
 *
 * @param prices in force for the GPU pools that were looked at
 * @param sla as it stands; absent for a batch
 * @param inventories the clusters' last reports
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanBasis(List<PriceInForce> prices, @Nullable SlaSnapshot sla, List<Inventory> inventories) {
    public PlanBasis {
        prices = List.copyOf(prices);
        inventories = List.copyOf(inventories);
    }

    /**
     * A cluster's last report.
     *
     * @param state nothing new is planned on a cluster that is being drained
     * @param preflight nothing is planned on a cluster that is red
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Inventory(
            String cluster,
            ClusterCapacity.Contact contact,
            @Nullable Instant observedAt,
            ClusterState.Kind state,
            Level preflight) {}

    /**
     * What a GPU hour costs.
     *
     * @param priceId names this version of the price; a later price has another
     */
    public record PriceInForce(
            String cluster,
            String gpuProduct,
            UUID priceId,
            BigDecimal perGpuHour,
            String currency,
            Instant effectiveFrom,
            String source) {}
}
