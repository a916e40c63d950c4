package io.sextant.api.tenancy;

import io.sextant.api.problem.PlatformProblem;
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
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "parent_id")
    private @Nullable OrgNode parent;

    @Enumerated(EnumType.STRING)
    private OrgUnit.Kind kind;

    private String slug;
    private String name;
    private Instant createdAt;
    private @Nullable Instant archivedAt;
    private int revision;

    @SuppressWarnings("NullAway.Init")
    protected OrgNode() {}

    OrgNode(@Nullable OrgNode parent, OrgUnit.Kind kind, String slug, String name, Instant now) {
        this.id = UUID.randomUUID();
        this.parent = parent;
        this.kind = kind;
        this.slug = slug;
        this.name = name;
        this.createdAt = now;
        this.revision = 1;
    }

    void rename(String newName) {
        name = newName;
        revision++;
    }

    void moveBelow(OrgNode newParent) {
        parent = newParent;
        revision++;
    }

    void archive(Instant now) {
        archivedAt = now;
        revision++;
    }

    void restore() {
        archivedAt = null;
        revision++;
    }

    /** Whether it is that node or lies anywhere below it. */
    boolean isWithin(OrgNode other) {
        return id.equals(other.id) || (parent != null && parent.isWithin(other));
    }

    boolean isChildOf(OrgNode other) {
        return parent != null && parent.id.equals(other.id);
    }

    void requireRevision(int seen) {
        if (seen != revision) {
            throw new PlatformProblem.StaleVersion(
                    "%s is at revision %d; this change was meant for revision %d.".formatted(name, revision, seen));
        }
    }

    OrgUnit asUnit(int depth, int members) {
        return new OrgUnit(
                id, kind, slug, name, parent == null ? null : parent.slug, depth, members, isArchived(), revision);
    }

    UUID uuid() {
        return id;
    }

    OrgUnit.Kind kind() {
        return kind;
    }

    @Nullable
    OrgNode parent() {
        return parent;
    }

    boolean isArchived() {
        return archivedAt != null;
    }

    boolean isTeam() {
        return kind == OrgUnit.Kind.TEAM;
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
