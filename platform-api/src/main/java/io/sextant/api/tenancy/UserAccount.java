package io.sextant.api.tenancy;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

@Entity
@Table(name = "user_account")
class UserAccount {
    @Id
    private UUID id;

    private String username;
    private String displayName;
    private String passwordHash;
    private boolean demo;
    private Instant createdAt;

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

    UserAccount(String username, String displayName, String passwordHash, boolean demo, Instant now) {
        this.id = UUID.randomUUID();
        this.username = username.toLowerCase(Locale.ROOT);
        this.displayName = displayName;
        this.passwordHash = passwordHash;
        this.demo = demo;
        this.createdAt = now;
    }

    void grant(PlatformRole role) {
        platformRoles.add(role);
    }

    void grant(OrgNode team, TeamRole role) {
        teamRoles.put(team, role);
    }

    UUID id() {
        return id;
    }

    String passwordHash() {
        return passwordHash;
    }

    boolean isDemo() {
        return demo;
    }

    Instant createdAt() {
        return createdAt;
    }

    Actor asActor() {
        Map<Team, TeamRole> teams = teamRoles.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().asTeam(), Map.Entry::getValue));
        return new Actor(new UserId(id), username, displayName, platformRoles, teams);
    }
}
