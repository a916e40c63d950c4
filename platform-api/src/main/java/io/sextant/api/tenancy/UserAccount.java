package io.sextant.api.tenancy;

import io.sextant.api.problem.PlatformProblem;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "user_account")
class UserAccount {
    @Id
    private UUID id;

    private String username;
    private String displayName;

    @Enumerated(EnumType.STRING)
    private AccountKind kind;

    private @Nullable UUID teamId;
    private @Nullable String passwordHash;
    private boolean passwordDue;
    private @Nullable Instant passwordSetAt;
    private @Nullable Instant passwordExpiresAt;
    private boolean demo;
    private Instant createdAt;
    private @Nullable Instant disabledAt;
    private @Nullable Instant lastSignInAt;
    private int revision;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "user_platform_role", joinColumns = @JoinColumn(name = "user_id"))
    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Set<PlatformRole> platformRoles = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "user_team_role", joinColumns = @JoinColumn(name = "user_id"))
    @MapKeyJoinColumn(name = "team_id")
    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Map<OrgNode, TeamRole> teamRoles = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    protected UserAccount() {}

    private UserAccount(String username, String displayName, AccountKind kind, boolean demo, Instant now) {
        this.id = UUID.randomUUID();
        this.username = username.toLowerCase(Locale.ROOT);
        this.displayName = displayName;
        this.kind = kind;
        this.demo = demo;
        this.createdAt = now;
        this.revision = 1;
    }

    static UserAccount person(String username, String displayName, String passwordHash, boolean demo, Instant now) {
        UserAccount person = new UserAccount(username, displayName, AccountKind.PERSON, demo, now);
        person.passwordHash = passwordHash;
        return person;
    }

    static UserAccount service(String username, String displayName, OrgNode team, TeamRole role, Instant now) {
        UserAccount service = new UserAccount(username, displayName, AccountKind.SERVICE, false, now);
        service.teamId = team.asTeam().id().value();
        service.teamRoles.put(team, role);
        return service;
    }

    void grant(PlatformRole role) {
        platformRoles.add(role);
    }

    void hold(Set<PlatformRole> roles) {
        platformRoles.clear();
        platformRoles.addAll(roles);
        revision++;
    }

    void grant(OrgNode team, TeamRole role) {
        teamRoles.put(team, role);
        revision++;
    }

    @Nullable
    TeamRole roleIn(OrgNode team) {
        return teamRoles.get(team);
    }

    void leave(OrgNode team) {
        teamRoles.remove(team);
        revision++;
    }

    /** Gives a password that works once: it has to be changed by then. */
    void lend(String hash, Instant now, Instant until) {
        passwordHash = hash;
        passwordDue = true;
        passwordSetAt = now;
        passwordExpiresAt = until;
        revision++;
    }

    void choosePassword(String hash, Instant now) {
        passwordHash = hash;
        passwordDue = false;
        passwordSetAt = now;
        passwordExpiresAt = null;
        revision++;
    }

    /** The same password under a better hash; nobody notices. */
    void rehash(String hash) {
        passwordHash = hash;
    }

    void disable(Instant now) {
        disabledAt = now;
        revision++;
    }

    void enable() {
        disabledAt = null;
        revision++;
    }

    void signedIn(Instant now) {
        lastSignInAt = now;
    }

    /** May use a session that began then. */
    boolean admits(Instant since) {
        return !isDisabled() && (passwordSetAt == null || !since.isBefore(passwordSetAt));
    }

    boolean maySignIn(Instant now) {
        return !isDisabled() && (passwordExpiresAt == null || now.isBefore(passwordExpiresAt));
    }

    boolean isDisabled() {
        return disabledAt != null;
    }

    void requireRevision(int seen) {
        if (seen != revision) {
            throw new PlatformProblem.StaleVersion(
                    "The account %s is at revision %d; this change was meant for revision %d."
                            .formatted(username, revision, seen));
        }
    }

    UUID id() {
        return id;
    }

    String username() {
        return username;
    }

    AccountKind kind() {
        return kind;
    }

    @Nullable
    UUID teamId() {
        return teamId;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    boolean isDemo() {
        return demo;
    }

    boolean holds(PlatformRole role) {
        return platformRoles.contains(role);
    }

    Actor asActor() {
        Map<Team, TeamRole> teams = teamRoles.entrySet().stream()
                .filter(entry -> !entry.getKey().isArchived())
                .collect(Collectors.toMap(entry -> entry.getKey().asTeam(), Map.Entry::getValue));
        return new Actor(new UserId(id), username, displayName, kind, passwordDue, false, platformRoles, teams);
    }

    Account asRecord() {
        List<Account.Membership> memberships = teamRoles.entrySet().stream()
                .map(entry -> new Account.Membership(entry.getKey().asTeam(), entry.getValue()))
                .sorted(Comparator.comparing(membership -> membership.team().name()))
                .toList();
        return new Account(
                new UserId(id),
                username,
                displayName,
                kind,
                platformRoles,
                memberships,
                isDisabled(),
                passwordDue,
                createdAt,
                lastSignInAt,
                revision);
    }
}
