package io.sextant.api.quota;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.notification.Audience;
import io.sextant.api.notification.Notice;
import io.sextant.api.notification.NoticeKind;
import io.sextant.api.notification.Notices;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamId;
import io.sextant.api.tenancy.Teams;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets teams ask for more quota, and platform administrators decide on it. */
@Service
@Transactional
public class QuotaRequests {
    private final QuotaRequestRows requests;
    private final QuotaRows rows;
    private final QuotaAdministration administration;
    private final Teams teams;
    private final AuditTrail audit;
    private final Notices notices;

    QuotaRequests(
            QuotaRequestRows requests,
            QuotaRows rows,
            QuotaAdministration administration,
            Teams teams,
            AuditTrail audit,
            Notices notices) {
        this.requests = requests;
        this.rows = rows;
        this.administration = administration;
        this.teams = teams;
        this.audit = audit;
        this.notices = notices;
    }

    /** Asks for more than the team has; one request is open for a team and pool at a time. */
    public QuotaRequest ask(QuotaWish wish, Actor actor) {
        Team team = teams.named(wish.team(), actor);
        actor.require(Permission.DEPLOY, team);
        administration.requireOpenCluster(wish.pool(), wish.terms());
        QuotaTerms now =
                rows.path(team.id().value(), wish.pool()).own().balance().terms();
        if (!wish.asksForMoreThan(now)) {
            throw new PlatformProblem.Invalid(
                    "/guaranteedGpus",
                    "not-more",
                    "%s has this already in %s: %s.".formatted(team.name(), wish.pool(), now.inWords()));
        }
        UUID id = requests.add(team.id().value(), wish, actor)
                .orElseThrow(() -> new PlatformProblem.Conflict(
                        "quota-request-open",
                        "There is an open request",
                        "%s waits for a decision on %s already.".formatted(team.name(), wish.pool()),
                        "Wait for it, or withdraw it and ask again.",
                        Map.of("node", team.name(), "pool", wish.pool().toString())));
        audit.record(
                actor.who(),
                AuditEvent.of("quota-request.ask", "quota-request", id)
                        .inTeam(team.slug())
                        .from(now)
                        .to(wish.terms()));
        QuotaRequest request = found(id);
        notices.tell(new Notice(
                NoticeKind.QUOTA_REQUEST,
                "quota-request/" + id,
                new Audience.Holders(Permission.ADMINISTER, request.nodeId()),
                team.name() + " asks for more quota",
                "%s wants %d GPUs guaranteed and up to %d in %s: %s"
                        .formatted(
                                request.askedByName(),
                                request.guaranteedGpus(),
                                request.burstLimitGpus(),
                                request.pool(),
                                request.reason()),
                path(id)));
        return request;
    }

    /** Grants it: the team's quota changes in the same transaction. */
    public QuotaRequest approve(UUID id, int revision, String reason, boolean raiseAbove, Actor actor) {
        QuotaRequest request = decidable(id, revision, actor);
        end(request, QuotaRequest.State.APPROVED, reason.strip(), actor);
        administration.change(request.node(), request.pool(), edit(request, raiseAbove), null, actor);
        return found(id);
    }

    /** Refuses it, with a reason. */
    public QuotaRequest deny(UUID id, int revision, String reason, Actor actor) {
        QuotaRequest request = decidable(id, revision, actor);
        if (reason.isBlank()) {
            throw new PlatformProblem.Invalid(
                    "/reason", "missing", "Say why, so that the team can do something about it.");
        }
        end(request, QuotaRequest.State.DENIED, reason.strip(), actor);
        return found(id);
    }

    /** Takes it back; for anybody who may ask for the team. */
    public QuotaRequest withdraw(UUID id, int revision, Actor actor) {
        QuotaRequest request = seen(id, revision, actor);
        actor.require(Permission.DEPLOY, team(request));
        end(request, QuotaRequest.State.WITHDRAWN, "", actor);
        return found(id);
    }

    /** One that the reader may see. */
    @Transactional(readOnly = true)
    public QuotaRequest one(UUID id, Actor actor) {
        return requests.find(id)
                .filter(request -> actor.may(Permission.VIEW_TEAM, new TeamId(request.nodeId())))
                .orElseThrow(() -> missing(id));
    }

    /** Those that the reader may see: open ones first, then newest first. */
    @Transactional(readOnly = true)
    public List<QuotaRequest> visibleTo(Actor actor) {
        return requests.all().stream()
                .filter(request -> actor.may(Permission.VIEW_TEAM, new TeamId(request.nodeId())))
                .toList();
    }

    /** What granting it would do now. */
    @Transactional(readOnly = true)
    public QuotaPreview effect(UUID id, boolean raiseAbove, Actor actor) {
        QuotaRequest request = one(id, actor);
        return administration.preview(request.node(), request.pool(), edit(request, raiseAbove), actor);
    }

    /** Whether this person may decide on it. */
    public static boolean mayDecide(QuotaRequest request, Actor actor) {
        return request.state() == QuotaRequest.State.OPEN
                && actor.mayEverywhere(Permission.ADMINISTER)
                && !request.askedBy().equals(actor.id());
    }

    private QuotaEdit edit(QuotaRequest request, boolean raiseAbove) {
        QuotaTerms now =
                rows.path(request.nodeId(), request.pool()).own().balance().terms();
        return new QuotaEdit(
                request.over(now),
                raiseAbove,
                "Asked for by " + request.askedByName() + ": " + shortened(request.reason()));
    }

    private static String shortened(String reason) {
        int most = QuotaEdit.REASON_LENGTH / 2;
        return reason.length() <= most ? reason : reason.substring(0, most) + "…";
    }

    private QuotaRequest decidable(UUID id, int revision, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        QuotaRequest request = seen(id, revision, actor);
        if (request.askedBy().equals(actor.id())) {
            throw new PlatformProblem.Forbidden(
                    "Who asks for quota does not decide on it.", "Ask another platform administrator to decide.");
        }
        return request;
    }

    private QuotaRequest seen(UUID id, int revision, Actor actor) {
        QuotaRequest request = one(id, actor);
        if (request.state() != QuotaRequest.State.OPEN) {
            throw new PlatformProblem.Conflict(
                    "quota-request-decided",
                    "It is decided already",
                    "The request of %s is %s."
                            .formatted(
                                    request.nodeName(), request.state().label().toLowerCase(Locale.ROOT)),
                    "Ask again if more is needed.",
                    Map.of("state", request.state().name()));
        }
        if (request.revision() != revision) {
            throw stale(request);
        }
        return request;
    }

    private void end(QuotaRequest request, QuotaRequest.State state, String reason, Actor actor) {
        if (reason.length() > QuotaEdit.REASON_LENGTH) {
            throw new PlatformProblem.Invalid(
                    "/reason", "too-long", "A reason has at most " + QuotaEdit.REASON_LENGTH + " characters.");
        }
        if (!requests.end(request.id(), state, reason, request.revision(), actor)) {
            throw stale(request);
        }
        audit.record(
                actor.who(),
                AuditEvent.of("quota-request." + verb(state), "quota-request", request.id())
                        .inTeam(request.node())
                        .because(reason.isEmpty() ? null : reason));
        if (state != QuotaRequest.State.WITHDRAWN) {
            tellDecision(request, state, reason, actor);
        }
    }

    /** Who asked, and their team. */
    private void tellDecision(QuotaRequest request, QuotaRequest.State state, String reason, Actor actor) {
        Stream.of(
                        new Audience.Person(request.askedBy().value()),
                        new Audience.Holders(Permission.DEPLOY, request.nodeId()))
                .map(audience -> new Notice(
                        NoticeKind.QUOTA_DECISION,
                        "quota-request/" + request.id() + "/" + state,
                        audience,
                        "The request of %s for more quota is %s"
                                .formatted(request.nodeName(), state.label().toLowerCase(Locale.ROOT)),
                        "%s decided on %d GPUs guaranteed and up to %d in %s.%s"
                                .formatted(
                                        actor.displayName(),
                                        request.guaranteedGpus(),
                                        request.burstLimitGpus(),
                                        request.pool(),
                                        reason.isEmpty() ? "" : " " + reason),
                        path(request.id())))
                .forEach(notices::tell);
    }

    private static String path(UUID id) {
        return "/quotas/requests/" + id;
    }

    private static String verb(QuotaRequest.State state) {
        return switch (state) {
            case OPEN -> "open";
            case APPROVED -> "approve";
            case DENIED -> "deny";
            case WITHDRAWN -> "withdraw";
        };
    }

    private Team team(QuotaRequest request) {
        return teams.byId(new TeamId(request.nodeId())).orElseThrow(() -> missing(request.id()));
    }

    private QuotaRequest found(UUID id) {
        return requests.find(id).orElseThrow(() -> missing(id));
    }

    private static PlatformProblem stale(QuotaRequest request) {
        return new PlatformProblem.StaleVersion("The request of " + request.nodeName() + " was decided meanwhile.");
    }

    private static PlatformProblem missing(UUID id) {
        return new PlatformProblem.NotFound(
                "quota-request", id.toString(), "GET /api/v1/quota-requests lists those that you may see.");
    }
}
