package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.cluster.ClusterCapacity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer was made from.
 *
 * @param priceVersion of the price book in force
 * @param sla as it stands; absent for a batch
 * @param inventories the clusters' last reports
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanBasis(int priceVersion, @Nullable SlaTerms sla, List<Inventory> inventories) {
    public PlanBasis {
        inventories = List.copyOf(inventories);
    }

    /** A cluster's last report. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Inventory(
            String cluster,
            ClusterCapacity.Contact contact,
            @Nullable Instant observedAt) {}
}
