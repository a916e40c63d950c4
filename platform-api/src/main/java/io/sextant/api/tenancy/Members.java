package io.sextant.api.tenancy;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.PlatformProblem;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the members of teams, and the service accounts that a team has for its programs. */
@Service
@Transactional
public class Members {
    private static final Pattern SERVICE_NAME = Pattern.compile("[a-z][a-z0-9-]{1,40}");

    private final UserAccounts accounts;
    private final OrgNodes nodes;
    private final AuditTrail audit;
    private final Clock clock;

    Members(UserAccounts accounts, OrgNodes nodes, AuditTrail audit, Clock clock) {
        this.accounts = accounts;
        this.nodes = nodes;
        this.audit = audit;
        this.clock = clock;
    }

    /** Everybody with a role in the team, people first, by name. */
    @Transactional(readOnly = true)
    public List<Member> of(Team team, Actor actor) {
        actor.require(Permission.VIEW_TEAM, team);
        OrgNode node = node(team);
        return accounts.findByTeam(team.id().value()).stream()
                .map(account -> member(account, node))
                .sorted(Comparator.comparing(Member::kind).thenComparing(Member::displayName))
                .toList();
    }

    /** Gives somebody a role in the team, in place of one they had there. */
    public Member assign(Team team, String username, TeamRole role, Actor actor) {
        actor.require(Permission.EDIT_MEMBERS, team);
        UserAccount account = locked(username);
        requireOwnService(account, team);
        if (account.kind() == AccountKind.SERVICE) {
            requireForPrograms(role);
        }
        OrgNode node = node(team);
        TeamRole before = account.givenRoleIn(node);
        if (before != role) {
            account.grant(node, role);
            accounts.saveAndFlush(account);
            record(before == null ? "member.add" : "member.change", account, team, before, role, actor);
        }
        return member(account, node);
    }

    /** Takes somebody's role in the team; a service account of the team is taken out of use. */
    public void remove(Team team, String username, Actor actor) {
        actor.require(Permission.EDIT_MEMBERS, team);
        UserAccount account = locked(username);
        OrgNode node = node(team);
        TeamRole before = account.givenRoleIn(node);
        if (before == null && account.roleIn(node) != null) {
            throw new PlatformProblem.Conflict(
                    "claimed-membership",
                    "The identity provider says so",
                    username + " is in " + team.name() + " by a claim of the identity provider.",
                    "Change the person's groups there; it holds from their next sign-in on.",
                    Map.of("username", username));
        }
        if (before == null) {
            throw missing(username);
        }
        account.leave(node);
        if (account.kind() == AccountKind.SERVICE) {
            account.disable(clock.instant());
        }
        accounts.saveAndFlush(account);
        record("member.remove", account, team, before, null, actor);
    }

    /** Makes a service account of the team, which then needs tokens. */
    public Member createService(Team team, @Nullable String name, TeamRole role, Actor actor) {
        actor.require(Permission.EDIT_MEMBERS, team);
        if (name == null || !SERVICE_NAME.matcher(name).matches()) {
            throw new PlatformProblem.Invalid(
                    "/name",
                    "form",
                    "A service account's name is 2 to 41 lower-case letters, digits and hyphens, and begins with a letter.");
        }
        requireForPrograms(role);
        String username = name + "@" + team.slug() + ".service";
        if (accounts.findByUsername(username).isPresent()) {
            throw new PlatformProblem.Conflict(
                    "account-exists",
                    "The name is taken",
                    "The team has or had a service account \"" + name + "\".",
                    "Choose another name: the audit trail goes by it.",
                    Map.of("username", username));
        }
        OrgNode node = node(team);
        UserAccount account = accounts.saveAndFlush(UserAccount.service(username, name, node, role, clock.instant()));
        record("member.create-service", account, team, null, role, actor);
        return member(account, node);
    }

    private void record(
            String action,
            UserAccount account,
            Team team,
            @Nullable TeamRole before,
            @Nullable TeamRole after,
            Actor by) {
        audit.record(
                by.who(),
                AuditEvent.of(action, "account", account.username())
                        .inTeam(team.slug())
                        .from(before == null ? null : Map.of("role", before))
                        .to(after == null ? null : Map.of("role", after)));
    }

    private UserAccount locked(String username) {
        UserAccount found = accounts.findByUsername(username.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> missing(username));
        return accounts.lock(found.id()).orElseThrow();
    }

    private static void requireForPrograms(TeamRole role) {
        if (role == TeamRole.TEAM_ADMIN) {
            throw new PlatformProblem.Invalid(
                    "/role", "not-for-programs", "A program is a MEMBER or a VIEWER; people administer teams.");
        }
    }

    private static void requireOwnService(UserAccount account, Team team) {
        if (account.teamId() != null && !account.teamId().equals(team.id().value())) {
            throw new PlatformProblem.Conflict(
                    "foreign-service-account",
                    "It belongs to another team",
                    account.username() + " is a service account of another team.",
                    "Make a service account of your own.",
                    Map.of("username", account.username()));
        }
    }

    private OrgNode node(Team team) {
        return nodes.findById(team.id().value()).orElseThrow();
    }

    private static Member member(UserAccount account, OrgNode node) {
        return new Member(
                new UserId(account.id()),
                account.username(),
                account.asRecord().displayName(),
                account.kind(),
                Objects.requireNonNull(account.roleIn(node)),
                account.givenRoleIn(node),
                account.isDisabled());
    }

    private static PlatformProblem missing(String username) {
        return new PlatformProblem.NotFound(
                "account", username, "Ask a platform administrator to make an account, then add it to the team.");
    }
}
