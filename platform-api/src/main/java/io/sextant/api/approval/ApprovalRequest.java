package io.sextant.api.approval;

import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.tenancy.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a team asked for that takes GPUs; while it waits it is the holder of them in the quota's ledger.
 *
 * @param generation of the deployment that was asked for
 * @param gpus beyond what the deployment holds
 * @param snapshot what was asked for, frozen, as JSON
 * @param snapshotDigest SHA-256 of it
 * @param expiresAt absent where nobody had to be asked
 * @param revision to be named by who decides
 */
public record ApprovalRequest(
        UUID id,
        UUID deployment,
        TeamId team,
        String teamSlug,
        String teamName,
        long generation,
        Kind kind,
        String deploymentName,
        QuotaPool pool,
        int gpus,
        ApprovalFacts facts,
        String snapshot,
        String snapshotDigest,
        boolean overBudget,
        UserId askedBy,
        String askedByName,
        Instant askedAt,
        @Nullable Instant expiresAt,
        State state,
        @Nullable Ending ending,
        int revision,
        List<Stage> stages) {
    public ApprovalRequest {
        stages = List.copyOf(stages);
    }

    /** What is asked for. */
    public enum Kind {
        SUBMIT("Submission"),
        START("Start"),
        RESIZE("Resize"),
        ROLL_BACK("Roll-back"),
        REPLAN("Another plan");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /** How far it is. */
    public enum State {
        BY_RULE("Approved by itself"),
        WAITING("Waiting for approval"),
        APPROVED("Approved"),
        REJECTED("Rejected"),
        WITHDRAWN("Withdrawn"),
        EXPIRED("Expired"),
        VOID("Void");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /** Who or what ended it, when and why. */
    public record Ending(String by, Instant at, @Nullable String reason) {}

    /**
     * One yes that it needs.
     *
     * @param approval absent while nobody has given it
     */
    public record Stage(
            int number,
            Approver approver,
            List<String> reasons,
            @Nullable Approval approval) {
        public Stage {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * A yes.
     *
     * @param onBehalfOf whose right was used, where it was not their own
     */
    public record Approval(
            UserId by,
            String byName,
            @Nullable UserId onBehalfOf,
            @Nullable String onBehalfOfName,
            Instant at,
            @Nullable String comment) {}

    /** The stage that waits for a yes; empty once all have theirs. */
    public Optional<Stage> open() {
        return state == State.WAITING
                ? stages.stream().filter(stage -> stage.approval() == null).findFirst()
                : Optional.empty();
    }

    ApprovalRequest with(List<Stage> other) {
        return new ApprovalRequest(
                id,
                deployment,
                team,
                teamSlug,
                teamName,
                generation,
                kind,
                deploymentName,
                pool,
                gpus,
                facts,
                snapshot,
                snapshotDigest,
                overBudget,
                askedBy,
                askedByName,
                askedAt,
                expiresAt,
                state,
                ending,
                revision,
                other);
    }

    /** Whether its time is over at this moment. */
    boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
