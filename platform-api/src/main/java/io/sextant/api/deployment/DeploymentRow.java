package io.sextant.api.deployment;

import io.sextant.api.deployment.status.DeploymentStatus;
import io.sextant.api.deployment.status.Desired;
import io.sextant.api.deployment.status.StatusDerivation;
import io.sextant.api.planning.PlanProposal;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.tenancy.TeamId;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.DeploymentObservation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as it is read: what is wanted, what was accepted, what was last seen.
 *
 * @param service name of the NIMService that is wanted
 */
record DeploymentRow(
        DeploymentId id,
        TeamId team,
        String teamSlug,
        String teamName,
        String cluster,
        String clusterTitle,
        @Nullable Instant clusterHeardAt,
        String name,
        String service,
        Presence presence,
        long generation,
        int heldGpus,
        QuotaClass quotaClass,
        PlanProposal plan,
        Desired.Run run,
        String submittedBy,
        Instant submittedAt,
        Instant changedAt,
        @Nullable Instant firstReadyAt,
        @Nullable Instant retirementRequestedAt,
        @Nullable Instant retiredAt,
        @Nullable Instant endsAt,
        boolean awaitsApproval,
        @Nullable String declined,
        @Nullable DeploymentObservation observation) {
    DeploymentStatus status(Instant now) {
        return StatusDerivation.of(desired(), observation, clusterHeardAt, now);
    }

    DeploymentSummary summary(Instant now) {
        DeploymentStatus status = status(now);
        return new DeploymentSummary(
                id,
                name,
                teamSlug,
                teamName,
                plan.model().nimId(),
                plan.model().name(),
                cluster,
                plan.placement().gpuProduct(),
                plan.placement().gpuName(),
                plan.scale().quotaGpus(),
                status.phase(),
                status.sentence(),
                status.readyReplicas(),
                status.desiredReplicas(),
                status.clusterSilent(),
                plan.cost().perHour(),
                plan.cost().currency(),
                submittedBy,
                submittedAt,
                endsAt,
                retiredAt);
    }

    Content content() {
        return new Content(presence, plan);
    }

    private Desired desired() {
        return new Desired(
                cluster,
                generation,
                presence,
                submittedAt,
                changedAt,
                plan.scale().minReplicas(),
                run,
                retiredAt,
                awaitsApproval,
                declined);
    }
}
