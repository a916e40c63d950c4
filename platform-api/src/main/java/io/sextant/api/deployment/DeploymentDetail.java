package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.usage.MonthUsage;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ClusterEvent;
import io.sextant.contract.observed.Condition;
import io.sextant.contract.observed.ReplicaInterval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything a page or a client needs to know of one deployment.
 *
 * @param presence what is wanted
 * @param plan as accepted: promise, SLA version, price, placement
 * @param conditions as its cluster last reported them
 * @param clusterEvents newest last
 * @param replicas those of the last report
 * @param costSoFar metered since it began
 * @param namespace of the team on the cluster
 * @param heldGpus that count against the quota now
 * @param quotaClass what its GPUs are held for
 * @param gpusGivenBack whether none does
 * @param rollOverFrom generation to go back to while it rolls over to another NIMService; absent otherwise
 * @param waiting what waits for somebody's yes: all of it, or a change of it; absent otherwise
 * @param publicUrl base URL outside the cluster, where the cluster publishes endpoints
 * @param endsAt when it is stopped; absent where it has no end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeploymentDetail(
        DeploymentId id,
        String name,
        String team,
        String teamName,
        String namespace,
        String cluster,
        String clusterTitle,
        Presence presence,
        long generation,
        DeploymentStatus status,
        PlanProposal plan,
        String submittedBy,
        Instant submittedAt,
        @Nullable Instant firstReadyAt,
        @Nullable Instant retirementRequestedAt,
        @Nullable Instant retiredAt,
        List<Condition> conditions,
        List<ClusterEvent> clusterEvents,
        List<ReplicaInterval> replicas,
        MonthUsage.Amount costSoFar,
        int heldGpus,
        QuotaClass quotaClass,
        boolean gpusGivenBack,
        @Nullable Long rollOverFrom,
        @Nullable String publicUrl,
        @Nullable Instant endsAt,
        @Nullable WaitingRequest waiting) {
    public DeploymentDetail {
        conditions = List.copyOf(conditions);
        clusterEvents = List.copyOf(clusterEvents);
        replicas = List.copyOf(replicas);
    }

    /**
     * A request that waits.
     *
     * @param waitsFor who has to approve it next
     * @param gpus that are held for it
     */
    public record WaitingRequest(UUID id, String kind, String waitsFor, int gpus, Instant until) {
        static Optional<WaitingRequest> of(ApprovalRequest request) {
            Instant until = request.expiresAt();
            return until == null
                    ? Optional.empty()
                    : request.open()
                            .map(stage -> new WaitingRequest(
                                    request.id(),
                                    request.kind().label(),
                                    stage.approver().label(),
                                    request.gpus(),
                                    until));
        }
    }
}
