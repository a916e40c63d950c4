package io.sextant.api.approval;

import io.sextant.api.approval.ApprovalRequest.State;
import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Approves, rejects, takes back and ends requests, each in one transaction with what becomes of the deployment.
 *
 * <p>The deployment is locked first and its request after it, by everybody, so that of two who decide at once one finds it decided
 * and nobody waits in a circle.
 */
@Service
@Transactional
public class DecideApproval {
    private static final int LONGEST_REASON = 500;

    private final ApprovalRows rows;
    private final Delegations delegations;
    private final ApprovalSubject subject;
    private final TellApproval tell;
    private final AuditTrail audit;
    private final Clock clock;

    DecideApproval(
            ApprovalRows rows,
            Delegations delegations,
            ApprovalSubject subject,
            TellApproval tell,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.delegations = delegations;
        this.subject = subject;
        this.tell = tell;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Says yes; with the last yes it is carried out, or nothing of this is kept where it cannot be had any more.
     *
     * @param revision that the reader has seen
     */
    public ApprovalRequest approve(UUID id, int revision, @Nullable String comment, Actor actor) {
        ApprovalRequest request = waiting(id, revision, actor);
        Authority authority = authority(request, actor);
        ApprovalRequest.Stage stage = request.open().orElseThrow();
        Instant now = clock.instant();
        Actor behalf = authority.onBehalfOf();
        rows.approve(
                request,
                stage.number(),
                new ApprovalRequest.Approval(
                        actor.id(),
                        actor.displayName(),
                        behalf == null ? null : behalf.id(),
                        behalf == null ? null : behalf.displayName(),
                        now,
                        words(comment, false)));
        audit.record(actor.who(), decision("approve", request, words(comment, false), behalf));
        if (stage.number() == request.stages().size()) {
            subject.approved(request, actor);
            rows.end(request, State.APPROVED, actor.displayName(), words(comment, false), now);
            tell.ended(found(id), "Approved by " + actor.displayName() + "; it begins now.");
        } else {
            tell.asked(found(id));
        }
        return found(id);
    }

    /** Says no, with a reason; what is held is given back. */
    public ApprovalRequest reject(UUID id, int revision, @Nullable String reason, Actor actor) {
        ApprovalRequest request = waiting(id, revision, actor);
        Authority authority = authority(request, actor);
        String why = words(reason, true);
        audit.record(actor.who(), decision("reject", request, why, authority.onBehalfOf()));
        decline(request, State.REJECTED, actor.displayName(), why, "Rejected by " + actor.displayName() + ": " + why);
        return found(id);
    }

    /** Takes it back; for anybody who may ask for the team. */
    public ApprovalRequest withdraw(UUID id, int revision, Actor actor) {
        ApprovalRequest request = waiting(id, revision, actor);
        if (!actor.may(Permission.DEPLOY, request.team())) {
            throw new PlatformProblem.Forbidden(
                    "Your role in " + request.teamName() + " does not allow this (" + Permission.DEPLOY + ").",
                    "Ask who asked for it, or another member of the team.");
        }
        audit.record(actor.who(), decision("withdraw", request, null, null));
        decline(
                request,
                State.WITHDRAWN,
                actor.displayName(),
                null,
                "The request was withdrawn by " + actor.displayName() + ".");
        return found(id);
    }

    /** Ends it if its time is over and nobody decided meanwhile. */
    void expire(UUID id) {
        ApprovalRequest request = locked(id);
        if (request.state() != State.WAITING || !request.isOver(clock.instant())) {
            return;
        }
        audit.record(Who.platform(), decision("expire", request, null, null));
        decline(request, State.EXPIRED, "Sextant", null, "Nobody decided in time, so the request has expired.");
    }

    private void decline(ApprovalRequest request, State state, String by, @Nullable String reason, String sentence) {
        rows.end(request, state, by, reason, clock.instant());
        subject.declined(request, by, sentence);
        tell.ended(found(request.id()), sentence);
    }

    private ApprovalRequest waiting(UUID id, int revision, Actor actor) {
        requireVisible(found(id), actor);
        ApprovalRequest request = locked(id);
        if (request.state() != State.WAITING) {
            throw over(request, request.state().label().toLowerCase(Locale.ROOT));
        }
        if (request.isOver(clock.instant())) {
            throw over(request, "expired");
        }
        if (request.revision() != revision) {
            throw new PlatformProblem.StaleVersion(
                    "The request for " + request.deploymentName() + " was decided on by somebody meanwhile.");
        }
        return request;
    }

    private Authority authority(ApprovalRequest request, Actor actor) {
        return Authority.of(request, actor, delegations.delegatorsOf(actor))
                .orElseThrow(
                        () -> request.askedBy().equals(actor.id())
                                ? new PlatformProblem.Forbidden(
                                        "Nobody decides on what they asked for.",
                                        "Ask somebody else who may approve it.")
                                : new PlatformProblem.Forbidden(
                                        "This request waits for somebody else: %s."
                                                .formatted(request.open()
                                                        .map(stage -> stage.approver()
                                                                .label()
                                                                .toLowerCase(Locale.ROOT))
                                                        .orElse("nobody")),
                                        "Only who holds that role, or stands in for one who does, and has not approved it before, decides."));
    }

    private ApprovalRequest locked(UUID id) {
        subject.lock(found(id).deployment());
        return rows.lock(id).orElseThrow(() -> rows.absent(id));
    }

    private ApprovalRequest found(UUID id) {
        return rows.find(id).orElseThrow(() -> rows.absent(id));
    }

    private static AuditEvent decision(
            String verb, ApprovalRequest request, @Nullable String reason, @Nullable Actor behalf) {
        return AuditEvent.of("approval." + verb, "approval", request.id())
                .inTeam(request.teamSlug())
                .from(Map.of(
                        "deployment",
                        request.deploymentName(),
                        "kind",
                        request.kind(),
                        "snapshot",
                        request.snapshotDigest()))
                .because(reason)
                .onBehalf(behalf == null ? null : behalf.username());
    }

    private static String words(@Nullable String reason, boolean needed) {
        String words = reason == null ? "" : reason.strip();
        if (words.isEmpty() && needed) {
            throw new PlatformProblem.Invalid(
                    "/reason", "missing", "Say why, so that the team can do something about it.");
        }
        if (words.length() > LONGEST_REASON) {
            throw new PlatformProblem.Invalid(
                    "/reason", "too-long", "A reason has at most " + LONGEST_REASON + " characters.");
        }
        return words;
    }

    private static PlatformProblem over(ApprovalRequest request, String state) {
        return new PlatformProblem.Conflict(
                "approval-over",
                "It is decided already",
                "The request for %s is %s.".formatted(request.deploymentName(), state),
                "Look at it again; a team that still wants it asks again.",
                Map.of("state", request.state().name()));
    }

    /** Another team's request is not there for who may not see the team. */
    static void requireVisible(ApprovalRequest request, Actor actor) {
        if (!actor.may(Permission.VIEW_TEAM, request.team())) {
            throw PlatformProblem.NotFound.hidden("approval", request.id().toString(), ApprovalRows.CHOOSE);
        }
    }
}
