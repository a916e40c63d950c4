package io.sextant.api.tenancy;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.isolation.AllTeams;
import io.sextant.api.problem.PlatformProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Issues API tokens, replaces and voids them, and tells whom a presented one stands for. */
@Service
@Transactional
public class Tokens {
    private static final Pattern FORM = Pattern.compile("sxt_([a-z0-9]{12})_([A-Za-z0-9_-]{43})");
    private static final int LONGEST_NAME = 80;

    private final ApiTokens tokens;
    private final UserAccounts accounts;
    private final Teams teams;
    private final TokenHash hash;
    private final SecuritySettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Tokens(
            ApiTokens tokens,
            UserAccounts accounts,
            Teams teams,
            TokenHash hash,
            SecuritySettings settings,
            AuditTrail audit,
            Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.teams = teams;
        this.hash = hash;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** The tokens of an account that the caller keeps, latest first. */
    @Transactional(readOnly = true)
    public List<UserToken> of(UserId user, Actor actor) {
        kept(user, actor);
        return tokens.findByUserIdOrderByCreatedAtDesc(user.value()).stream()
                .map(this::view)
                .toList();
    }

    /** A new token of an account that the caller keeps: their own, or a service account of their team. */
    public UserToken.Issued issue(UserId user, UserToken.Draft draft, Actor actor) {
        UserAccount account = kept(user, actor);
        requireWide(actor);
        String name = draft.name() == null ? "" : draft.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new PlatformProblem.Invalid(
                    "/name", "length", "Give the token a name of 1 to " + LONGEST_NAME + " characters.");
        }
        Team team = team(draft, account, actor);
        return issued(account, team, name, lifetime(draft), "token.issue", actor);
    }

    /** A successor of a token with the same name, scope and lifetime; the old one works for a while longer. */
    public UserToken.Issued rotate(String id, Actor actor) {
        ApiToken old = keptToken(id, actor);
        requireWide(actor);
        Instant now = clock.instant();
        if (!old.isValidAt(now) || old.isRotated()) {
            throw new PlatformProblem.Conflict(
                    "token-over",
                    "The token cannot be rotated",
                    "The token \"" + old.name() + "\" is expired, revoked or rotated already.",
                    "Issue a new token instead.",
                    Map.of("token", id));
        }
        UserAccount account = accounts.findById(old.userId()).orElseThrow();
        Duration lifetime = old.lifetime();
        UserToken.Issued successor = issued(account, teamOf(old.teamId()), old.name(), lifetime, "token.rotate", actor);
        // The successor's row has to be there before the old one refers to it.
        tokens.flush();
        old.rotateTo(successor.token().id(), now.plus(settings.rotationOverlap()));
        tokens.save(old);
        return successor;
    }

    /** Voids a token at once. */
    public void revoke(String id, Actor actor) {
        ApiToken token = keptToken(id, actor);
        UserToken before = view(token);
        token.revoke(clock.instant());
        tokens.save(token);
        audit.record(
                actor.who(),
                AuditEvent.of("token.revoke", "token", id)
                        .inTeam(before.team() == null ? null : before.team().slug())
                        .from(before));
    }

    /** A new token of the user, for the platform's own set-up; the returned text is shown once and kept nowhere. */
    public String issue(UserId user, String name) {
        UserAccount account = accounts.findById(user.value()).orElseThrow();
        return issued(account, null, name, settings.tokenLifetime(), "token.issue", account.asActor())
                .text();
    }

    /** Voids the user's tokens of that name, for the platform's own set-up. */
    public void revoke(UserId user, String name) {
        Instant now = clock.instant();
        Actor actor = accounts.findById(user.value()).orElseThrow().asActor();
        tokens.findByUserIdAndName(user.value(), name).stream()
                .filter(token -> token.isValidAt(now))
                .forEach(token -> {
                    token.revoke(now);
                    audit.record(
                            actor.who(),
                            AuditEvent.of("token.revoke", "token", token.id()).from(view(token)));
                });
    }

    /** The user a presented token stands for; empty when it is malformed, unknown, expired or revoked. */
    public Optional<Actor> authenticate(String presented) {
        Matcher form = FORM.matcher(presented);
        if (!form.matches()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return tokens.findById(form.group(1))
                .filter(token -> hash.matches(form.group(2), token.secretHash()))
                .filter(token -> token.isValidAt(now))
                .flatMap(token -> {
                    token.usedAt(now);
                    return accounts.findById(token.userId())
                            .filter(account -> !account.isDisabled())
                            .map(account -> scoped(account.asActor(), token));
                });
    }

    private static Actor scoped(Actor actor, ApiToken token) {
        return token.teamId() == null ? actor : actor.confinedTo(new TeamId(token.teamId()));
    }

    private UserToken.Issued issued(
            UserAccount account, @Nullable Team team, String name, Duration lifetime, String action, Actor by) {
        Instant now = clock.instant();
        String id = hash.newId();
        String secret = hash.newSecret();
        ApiToken token = tokens.save(new ApiToken(
                id,
                account.id(),
                team == null ? null : team.id().value(),
                name,
                hash.of(secret),
                now,
                now.plus(lifetime)));
        UserToken view = view(token);
        audit.record(
                by.who(),
                AuditEvent.of(action, "token", id)
                        .inTeam(team == null ? null : team.slug())
                        .to(view));
        return new UserToken.Issued("sxt_" + id + "_" + secret, view);
    }

    private UserAccount kept(UserId user, Actor actor) {
        UserAccount account = accounts.findById(user.value())
                .orElseThrow(() -> new PlatformProblem.NotFound("account", user.toString(), "Choose one of yours."));
        if (account.teamId() != null) {
            actor.require(Permission.EDIT_MEMBERS, Objects.requireNonNull(teamOf(account.teamId())));
        } else if (!actor.id().equals(user)) {
            throw PlatformProblem.NotFound.hidden("account", user.toString(), "Choose one of yours.");
        }
        return account;
    }

    private ApiToken keptToken(String id, Actor actor) {
        ApiToken token = tokens.lock(id).orElseThrow(() -> absent(id));
        kept(new UserId(token.userId()), actor);
        return token;
    }

    private PlatformProblem absent(String id) {
        String remedy = "GET /api/v1/tokens lists your tokens.";
        return AllTeams.call(() -> tokens.findById(id)).isPresent()
                ? PlatformProblem.NotFound.hidden("token", id, remedy)
                : new PlatformProblem.NotFound("token", id, remedy);
    }

    /** A token that is good for one team only must not make others that are good for more. */
    private static void requireWide(Actor actor) {
        if (actor.confined()) {
            throw new PlatformProblem.Forbidden(
                    "A token that is good for one team makes no other tokens.",
                    "Sign in, or use a token that is good for all your teams.");
        }
    }

    private @Nullable Team team(UserToken.Draft draft, UserAccount account, Actor actor) {
        if (account.teamId() != null) {
            return teamOf(account.teamId());
        }
        return draft.team() == null || draft.team().isBlank() ? null : ownTeam(draft.team(), actor);
    }

    private static Team ownTeam(String slug, Actor actor) {
        return actor.ownTeams().stream()
                .filter(team -> team.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new PlatformProblem.Invalid(
                        "/team",
                        "not-yours",
                        "You have no role in a team \"" + slug + "\": choose one of your teams."));
    }

    private Duration lifetime(UserToken.Draft draft) {
        long most = settings.tokenLifetime().toDays();
        if (draft.lifetimeDays() == null) {
            return settings.tokenLifetime();
        }
        if (draft.lifetimeDays() < 1 || draft.lifetimeDays() > most) {
            throw new PlatformProblem.Invalid(
                    "/lifetimeDays", "out-of-range", "A token lives for 1 to " + most + " days.");
        }
        return Duration.ofDays(draft.lifetimeDays());
    }

    private UserToken view(ApiToken token) {
        return token.asRecord(teamOf(token.teamId()));
    }

    private @Nullable Team teamOf(@Nullable UUID id) {
        // A token may name a team that its owner has left since.
        return id == null
                ? null
                : AllTeams.call(() -> teams.byId(new TeamId(id))).orElseThrow();
    }
}
