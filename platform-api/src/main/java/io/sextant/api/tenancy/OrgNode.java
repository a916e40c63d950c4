package io.sextant.api.tenancy;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "org_node")
class OrgNode {
    enum Kind {
        ORGANISATION,
        DEPARTMENT,
        TEAM
    }

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "parent_id")
    private @Nullable OrgNode parent;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String slug;
    private String name;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected OrgNode() {}

    OrgNode(@Nullable OrgNode parent, Kind kind, String slug, String name, Instant now) {
        this.id = UUID.randomUUID();
        this.parent = parent;
        this.kind = kind;
        this.slug = slug;
        this.name = name;
        this.createdAt = now;
    }

    boolean isTeam() {
        return kind == Kind.TEAM;
    }

    Team asTeam() {
        return new Team(new TeamId(id), slug, name, parent == null ? "" : parent.name);
    }

    String name() {
        return name;
    }

    String slug() {
        return slug;
    }

    Instant createdAt() {
        return createdAt;
    }
}
