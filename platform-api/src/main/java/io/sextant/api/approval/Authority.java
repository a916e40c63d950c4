package io.sextant.api.approval;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.UserId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The right with which somebody decides on a request.
 *
 * @param onBehalfOf whose right it is; absent where it is their own
 */
record Authority(@Nullable Actor onBehalfOf) {
    /**
     * Whether somebody may decide on the stage that waits: with their own right, else with that of somebody they stand in for.
     *
     * <p>Nobody decides on what they asked for, nor does a delegate with the right of who asked; and nobody's right counts for two
     * stages of a request.
     *
     * @param delegators whose right the actor may use now
     */
    static Optional<Authority> of(ApprovalRequest request, Actor actor, List<Actor> delegators) {
        ApprovalRequest.Stage stage = request.open().orElse(null);
        if (stage == null
                || request.askedBy().equals(actor.id())
                || hasApproved(request, actor.id())
                || !actor.may(Permission.VIEW_TEAM, request.team())) {
            return Optional.empty();
        }
        if (stage.approver().includes(actor, request.team())) {
            return Optional.of(new Authority(null));
        }
        return delegators.stream()
                .filter(other -> !request.askedBy().equals(other.id()))
                .filter(other -> !hasApproved(request, other.id()))
                .filter(other -> stage.approver().includes(other, request.team()))
                .findFirst()
                .map(Authority::new);
    }

    private static boolean hasApproved(ApprovalRequest request, UserId user) {
        return request.stages().stream()
                .map(ApprovalRequest.Stage::approval)
                .filter(Objects::nonNull)
                .flatMap(approval -> Stream.of(approval.by(), approval.onBehalfOf()))
                .anyMatch(user::equals);
    }
}
