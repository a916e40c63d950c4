package io.sextant.api.approval;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.isolation.AllTeams;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.AccountKind;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.People;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets who may approve name somebody who decides with their right for a time. */
@Service
@Transactional
public class Delegations {
    private static final Duration LONGEST = Duration.ofDays(90);

    private final DelegationRows rows;
    private final People people;
    private final AuditTrail audit;
    private final Clock clock;

    Delegations(DelegationRows rows, People people, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Names a delegate; the same key gets the delegation that it made before.
     *
     * @param username sign-in name of the delegate
     * @param startsAt now, where it is left out
     */
    public Delegation name(
            @Nullable String username, @Nullable Instant startsAt, @Nullable Instant endsAt, String key, Actor actor) {
        requireApprover(actor);
        UUID id = UUID.nameUUIDFromBytes(("delegation " + actor.id() + " " + key).getBytes(StandardCharsets.UTF_8));
        Optional<Delegation> earlier = rows.find(id);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Instant now = clock.instant();
        Instant start = startsAt == null || startsAt.isBefore(now) ? now : startsAt;
        Actor delegate = checked(username, start, endsAt, actor);
        Delegation delegation = new Delegation(
                id,
                actor.id(),
                actor.displayName(),
                delegate.id(),
                delegate.displayName(),
                start,
                endsAt == null ? start : endsAt,
                null);
        if (rows.add(delegation, now)) {
            audit.record(
                    actor.who(),
                    AuditEvent.of("approval-delegation.create", "approval-delegation", id)
                            .to(delegation));
        }
        return delegation;
    }

    /** Takes it back; for who gave it. */
    public Delegation end(UUID id, Actor actor) {
        Delegation delegation = rows.find(id)
                .filter(found -> found.from().equals(actor.id()))
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "approval-delegation", id.toString(), "GET /api/v1/approval-delegations lists yours."));
        if (rows.end(id, clock.instant())) {
            audit.record(
                    actor.who(),
                    AuditEvent.of("approval-delegation.end", "approval-delegation", id)
                            .from(delegation));
        }
        return rows.find(id).orElseThrow();
    }

    /** Those the reader gave or was given, newest first. */
    @Transactional(readOnly = true)
    public List<Delegation> of(Actor actor) {
        return rows.of(actor);
    }

    /** Whose right somebody may use now; a token confined to a team uses nobody's. */
    List<Actor> delegatorsOf(Actor actor) {
        return actor.confined() || actor.kind() != AccountKind.PERSON
                ? List.of()
                : rows.inForce(actor.id(), clock.instant()).stream()
                        .flatMap(delegation -> people.known(delegation.from()).stream())
                        .toList();
    }

    /** Who may decide on the stage that waits with the right of somebody else alone. */
    Set<UserId> delegatesFor(ApprovalRequest request) {
        // Who asks need see neither the delegations nor the roles of those who decide.
        return AllTeams.call(() -> rows.inForce(clock.instant()).stream()
                .filter(delegation -> mayDecide(delegation, request))
                .map(Delegation::to)
                .collect(Collectors.toSet()));
    }

    private boolean mayDecide(Delegation delegation, ApprovalRequest request) {
        List<Actor> delegator = people.known(delegation.from()).stream().toList();
        return people.known(delegation.to())
                .flatMap(delegate -> Authority.of(request, delegate, delegator))
                .filter(authority -> authority.onBehalfOf() != null)
                .isPresent();
    }

    private Actor checked(@Nullable String username, Instant start, @Nullable Instant end, Actor actor) {
        List<FieldError> errors = new ArrayList<>();
        if (end == null || !end.isAfter(start)) {
            errors.add(new FieldError("/endsAt", "out-of-range", "Say until when, after it begins."));
        } else if (end.isAfter(start.plus(LONGEST))) {
            errors.add(new FieldError(
                    "/endsAt", "out-of-range", "A delegation lasts at most " + LONGEST.toDays() + " days."));
        }
        Actor delegate = username == null ? null : people.named(username).orElse(null);
        if (delegate == null || delegate.id().equals(actor.id())) {
            errors.add(new FieldError("/delegate", "unknown", "Name another person by the address they sign in with."));
        }
        if (delegate == null || !errors.isEmpty()) {
            throw new PlatformProblem.Invalid(errors);
        }
        return delegate;
    }

    private static void requireApprover(Actor actor) {
        if (actor.kind() != AccountKind.PERSON || actor.confined() || !actor.mayAnywhere(Permission.APPROVE)) {
            throw new PlatformProblem.Forbidden(
                    "Only people who may approve something can have a delegate.",
                    "Ask an approver or an administrator of your team.");
        }
    }
}
