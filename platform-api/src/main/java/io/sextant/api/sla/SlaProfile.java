package io.sextant.api.sla;

import io.sextant.api.problem.PlatformProblem;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "sla_profile")
class SlaProfile {
    @Id
    private UUID id;

    private @Nullable UUID teamId;
    private String name;
    private int currentVersion;

    // Null until first stored: that is how Spring Data tells a new profile, whose id is set already.
    @Version
    private @Nullable Integer revision;

    private Instant createdAt;
    private @Nullable Instant retiredAt;

    @OneToMany(mappedBy = "profile", cascade = CascadeType.PERSIST)
    @OrderBy("version")
    private List<SlaProfileVersion> versions = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected SlaProfile() {}

    SlaProfile(@Nullable UUID teamId, SlaDraft draft, String author, Instant now) {
        this.id = UUID.randomUUID();
        this.teamId = teamId;
        this.createdAt = now;
        this.name = draft.trimmedName();
        add(draft, author, now);
    }

    /** A new version; one that says the same again is not worth a number. */
    void edit(SlaDraft draft, String author, Instant now) {
        if (isRetired()) {
            throw new PlatformProblem.Conflict(
                    "sla-profile-retired",
                    "The profile is retired",
                    "\"" + name + "\" is retired, so it cannot be edited.",
                    "Restore it first, or create a new profile.",
                    Map.of());
        }
        if (!current().says(draft)) {
            add(draft, author, now);
        }
    }

    void retire(Instant now) {
        if (!isRetired()) {
            retiredAt = now;
        }
    }

    void restore() {
        retiredAt = null;
    }

    /** Throws unless the profile is still as the caller last saw it. */
    void requireRevision(int seen) {
        if (seen != revision()) {
            throw new PlatformProblem.StaleVersion("Somebody changed \"" + name
                    + "\" since you read it: you saw revision " + seen + ", it is now " + revision() + ".");
        }
    }

    SlaProfileVersion current() {
        return version(currentVersion).orElseThrow();
    }

    Optional<SlaProfileVersion> version(int number) {
        return versions.stream().filter(version -> version.version() == number).findFirst();
    }

    List<SlaProfileVersion> versions() {
        return List.copyOf(versions);
    }

    UUID id() {
        return id;
    }

    @Nullable
    UUID teamId() {
        return teamId;
    }

    String name() {
        return name;
    }

    int revision() {
        return revision == null ? 0 : revision;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant retiredAt() {
        return retiredAt;
    }

    boolean isRetired() {
        return retiredAt != null;
    }

    private void add(SlaDraft draft, String author, Instant now) {
        currentVersion++;
        name = draft.trimmedName();
        versions.add(new SlaProfileVersion(this, currentVersion, draft, author, now));
    }
}
