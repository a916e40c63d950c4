package io.sextant.api.approval.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.sextant.api.approval.ApprovalFacts;
import io.sextant.api.approval.ApprovalRequest;
import io.sextant.api.approval.Approvals;
import io.sextant.api.approval.Approver;
import io.sextant.api.quota.QuotaClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is answered.
 *
 * @param snapshot frozen, with its SHA-256; absent in lists
 * @param mayDecide whether who reads it may decide on it now, and with whose right where it is not their own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApprovalBody(
        UUID id,
        int revision,
        ApprovalRequest.Kind kind,
        ApprovalRequest.State state,
        UUID deployment,
        String deploymentName,
        long generation,
        String team,
        String teamName,
        String model,
        String cluster,
        String gpuProduct,
        int gpus,
        QuotaClass quotaClass,
        BigDecimal monthlyCost,
        String currency,
        ApprovalFacts.@Nullable QuotaShare quotaWhenAsked,
        boolean overBudget,
        String askedBy,
        Instant askedAt,
        @Nullable Instant expiresAt,
        ApprovalRequest.@Nullable Ending ending,
        List<Stage> stages,
        boolean mayDecide,
        @Nullable String onBehalfOf,
        String snapshotDigest,
        @JsonRawValue @Nullable String snapshot) {
    /** One yes that it needs, and who gave it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stage(
            int number,
            Approver approver,
            List<String> reasons,
            @Nullable String approvedBy,
            @Nullable String onBehalfOf,
            @Nullable Instant approvedAt,
            @Nullable String comment) {
        static Stage of(ApprovalRequest.Stage stage) {
            ApprovalRequest.Approval approval = stage.approval();
            return new Stage(
                    stage.number(),
                    stage.approver(),
                    stage.reasons(),
                    approval == null ? null : approval.byName(),
                    approval == null ? null : approval.onBehalfOfName(),
                    approval == null ? null : approval.at(),
                    approval == null ? null : approval.comment());
        }
    }

    static ApprovalBody of(ApprovalRequest request, Approvals.Decidable decidable, boolean whole) {
        return new ApprovalBody(
                request.id(),
                request.revision(),
                request.kind(),
                request.state(),
                request.deployment(),
                request.deploymentName(),
                request.generation(),
                request.teamSlug(),
                request.teamName(),
                request.facts().model(),
                request.pool().cluster(),
                request.pool().gpuProduct(),
                request.gpus(),
                request.facts().quotaClass(),
                request.facts().monthlyCost(),
                request.facts().currency(),
                request.facts().share(),
                request.overBudget(),
                request.askedByName(),
                request.askedAt(),
                request.expiresAt(),
                request.ending(),
                request.stages().stream().map(Stage::of).toList(),
                decidable.yes(),
                decidable.onBehalfOf(),
                request.snapshotDigest(),
                whole ? request.snapshot() : null);
    }
}
