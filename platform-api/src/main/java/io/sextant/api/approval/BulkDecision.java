package io.sextant.api.approval;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Denials;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Decides on several requests, each for itself: what stands against one does not keep the others from being decided. */
@Service
public class BulkDecision {
    /** Most requests at a time. */
    public static final int MOST = 100;

    private final DecideApproval deciding;
    private final Denials denials;

    BulkDecision(DecideApproval deciding, Denials denials) {
        this.deciding = deciding;
        this.denials = denials;
    }

    /** What came of each, in the order in which they were named. */
    public List<Result> decide(List<Item> items, boolean approve, @Nullable String reason, Actor actor) {
        if (items.isEmpty() || items.size() > MOST) {
            throw new PlatformProblem.Invalid("/items", "length", "Choose 1 to " + MOST + " requests.");
        }
        if (!approve && (reason == null || reason.isBlank())) {
            throw new PlatformProblem.Invalid(
                    "/reason", "missing", "Say why, so that the teams can do something about it.");
        }
        return items.stream().map(item -> decide(item, approve, reason, actor)).toList();
    }

    private Result decide(Item item, boolean approve, @Nullable String reason, Actor actor) {
        try {
            ApprovalRequest decided = approve
                    ? deciding.approve(item.id(), item.revision(), reason, actor)
                    : deciding.reject(item.id(), item.revision(), reason, actor);
            return new Result(item.id(), decided, null);
        } catch (PlatformProblem refused) {
            denials.record(refused, "POST /api/v1/approvals/decisions", null);
            return new Result(item.id(), null, refused);
        }
    }

    /** A request and the revision of it that was seen. */
    public record Item(UUID id, int revision) {}

    /** One of both is there: the request as it stands now, or what stands against the decision. */
    public record Result(
            UUID id,
            @Nullable ApprovalRequest request,
            @Nullable PlatformProblem refused) {}
}
