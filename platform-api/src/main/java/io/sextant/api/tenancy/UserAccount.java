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
    private @Nullable Instant linkUntil;
    private int revision;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "user_identity", joinColumns = @JoinColumn(name = "user_id"))
    private Set<Identity> identities = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "user_given_platform_role", joinColumns = @JoinColumn(name = "user_id"))
    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Set<PlatformRole> platformRoles = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "user_claimed_platform_role", joinColumns = @JoinColumn(name = "user_id"))
    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Set<PlatformRole> claimedPlatformRoles = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "user_given_team_role", joinColumns = @JoinColumn(name = "user_id"))
    @MapKeyJoinColumn(name = "team_id")
    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Map<OrgNode, TeamRole> teamRoles = new HashMap<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "user_claimed_team_role", joinColumns = @JoinColumn(name = "user_id"))
    @MapKeyJoinColumn(name = "team_id")
    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Map<OrgNode, TeamRole> claimedTeamRoles = new HashMap<>();

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

    static UserAccount provided(String username, String displayName, Identity identity, Instant now) {
        UserAccount person = new UserAccount(username, displayName, AccountKind.PERSON, false, now);
        person.identities.add(identity);
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

    /** What somebody here gave, whatever an identity provider says beside it. */
    @Nullable
    TeamRole givenRoleIn(OrgNode team) {
        return teamRoles.get(team);
    }

    @Nullable
    TeamRole roleIn(OrgNode team) {
        return allTeamRoles().get(team);
    }

    boolean hasAnyRole() {
        return !allPlatformRoles().isEmpty() || allTeamRoles().keySet().stream().anyMatch(team -> !team.isArchived());
    }

    /** Has exactly these roles by claims; whether that is another thing than before. */
    boolean claim(Set<PlatformRole> platform, Map<OrgNode, TeamRole> teams) {
        if (claimedPlatformRoles.equals(platform) && claimedTeamRoles.equals(teams)) {
            return false;
        }
        claimedPlatformRoles.retainAll(platform);
        claimedPlatformRoles.addAll(platform);
        claimedTeamRoles.keySet().retainAll(teams.keySet());
        claimedTeamRoles.putAll(teams);
        revision++;
        return true;
    }

    /** Goes by that address and name; whether that is another thing than before. */
    boolean call(String address, String name) {
        if (username.equals(address) && displayName.equals(name)) {
            return false;
        }
        username = address;
        displayName = name;
        revision++;
        return true;
    }

    /** Lets the identity provider's user of the same address take the account over until then. */
    void expectLink(Instant until) {
        linkUntil = until;
        revision++;
    }

    boolean expectsLink(Instant now) {
        return kind == AccountKind.PERSON && linkUntil != null && now.isBefore(linkUntil);
    }

    void link(Identity identity) {
        identities.add(identity);
        linkUntil = null;
        revision++;
    }

    boolean isLinked() {
        return !identities.isEmpty();
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

    private Set<PlatformRole> allPlatformRoles() {
        Set<PlatformRole> all = new HashSet<>(platformRoles);
        all.addAll(claimedPlatformRoles);
        return all;
    }

    private Map<OrgNode, TeamRole> allTeamRoles() {
        Map<OrgNode, TeamRole> all = new HashMap<>(teamRoles);
        claimedTeamRoles.forEach((team, role) -> all.merge(team, role, TeamRole::stronger));
        return all;
    }

    Actor asActor() {
        Map<Team, TeamRole> teams = allTeamRoles().entrySet().stream()
                .filter(entry -> !entry.getKey().isArchived())
                .collect(Collectors.toMap(entry -> entry.getKey().asTeam(), Map.Entry::getValue));
        return new Actor(new UserId(id), username, displayName, kind, passwordDue, false, allPlatformRoles(), teams);
    }

    Account asRecord() {
        List<Account.Membership> memberships = allTeamRoles().entrySet().stream()
                .map(entry -> new Account.Membership(
                        entry.getKey().asTeam(), entry.getValue(), teamRoles.get(entry.getKey())))
                .sorted(Comparator.comparing(membership -> membership.team().name()))
                .toList();
        return new Account(
                new UserId(id),
                username,
                displayName,
                kind,
                platformRoles,
                claimedPlatformRoles,
                memberships,
                isDisabled(),
                passwordDue,
                passwordHash != null,
                identities.stream().map(Identity::issuer).sorted().toList(),
                linkUntil,
                createdAt,
                lastSignInAt,
                revision);
    }
}
