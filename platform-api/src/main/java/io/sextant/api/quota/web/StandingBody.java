package io.sextant.api.quota.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.quota.QuotaNode;
import io.sextant.api.quota.QuotaStanding;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a node stands in a pool. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StandingBody(
        NodeBody node,
        String cluster,
        String gpuProduct,
        int guaranteedGpus,
        int burstLimitGpus,
        int lendableGpus,
        boolean overcommitted,
        int assignedGpus,
        int unassignedGpus,
        int usedGpus,
        int productionGpus,
        int borrowedGpus,
        int freeGpus,
        int freeForProductionGpus,
        int revision) {
    static StandingBody of(QuotaStanding standing) {
        return new StandingBody(
                NodeBody.of(standing.node()),
                standing.pool().cluster(),
                standing.pool().gpuProduct(),
                standing.terms().guaranteedGpus(),
                standing.terms().burstLimitGpus(),
                standing.terms().lendableGpus(),
                standing.terms().overcommitted(),
                standing.assignedGpus(),
                standing.unassignedGpus(),
                standing.usedGpus(),
                standing.productionGpus(),
                standing.borrowedGpus(),
                standing.freeGpus(),
                standing.freeForProductionGpus(),
                standing.revision());
    }

    /** A node of the organisation; the root has no parent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NodeBody(UUID id, @Nullable UUID parentId, String slug, String name, QuotaNode.Kind kind, int depth) {
        static NodeBody of(QuotaNode node) {
            return new NodeBody(node.id(), node.parent(), node.slug(), node.name(), node.kind(), node.depth());
        }
    }
}
