package io.sextant.api.deployment;

import io.sextant.api.quota.QuotaClass;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamId;
import io.sextant.contract.desired.Presence;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What was accepted and what is wanted of it now; how it is doing is derived, never kept here. */
@Entity
@Table(name = "deployment")
class Deployment {
    @Id
    private UUID id;

    private UUID teamId;
    private String cluster;
    private String name;

    @Enumerated(EnumType.STRING)
    private Presence presence;

    private long generation;
    private int heldGpus;

    @Enumerated(EnumType.STRING)
    private QuotaClass quotaClass;

    @JdbcTypeCode(SqlTypes.JSON)
    private String plan;

    private long readyWithinSeconds;
    private UUID submittedBy;
    private String submittedByName;
    private Instant submittedAt;
    private Instant changedAt;
    private Instant startedAt;
    private long startedGeneration;
    private @Nullable Long readyGeneration;
    private @Nullable Instant firstReadyAt;
    private @Nullable Instant retirementRequestedAt;
    private @Nullable Instant retiredAt;
    private boolean awaitsApproval;
    private @Nullable String declined;

    // Absent until it is stored: that is how the provider knows a new one whose id it did not make.
    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init")
    protected Deployment() {}

    Deployment(
            DeploymentId id,
            Team team,
            String cluster,
            String name,
            String plan,
            int heldGpus,
            QuotaClass quotaClass,
            Duration readyWithin,
            Actor submitter,
            Instant now) {
        this.id = id.value();
        this.teamId = team.id().value();
        this.cluster = cluster;
        this.name = name;
        this.presence = Presence.RUNNING;
        this.generation = 1;
        this.heldGpus = heldGpus;
        this.quotaClass = quotaClass;
        this.startedGeneration = 1;
        this.plan = plan;
        this.readyWithinSeconds = readyWithin.toSeconds();
        this.submittedBy = submitter.id().value();
        this.submittedByName = submitter.displayName();
        this.submittedAt = now;
        this.changedAt = now;
        this.startedAt = now;
    }

    /** Keeps it from its cluster until somebody approves it; its request holds the GPUs meanwhile. */
    void awaitApproval() {
        awaitsApproval = true;
        heldGpus = 0;
    }

    /** Lets it begin. */
    void admit(int gpus, Instant now) {
        awaitsApproval = false;
        heldGpus = gpus;
        startedAt = now;
        changedAt = now;
    }

    /** Ends it before it began. */
    void decline(String sentence, Instant now) {
        if (!awaitsApproval) {
            throw new IllegalStateException("deployment " + id + " has begun");
        }
        declined = sentence;
        presence = Presence.GONE;
        changedAt = now;
        retirementRequestedAt = now;
        retiredAt = now;
    }

    @Nullable
    String declined() {
        return declined;
    }

    boolean isAwaitingApproval() {
        return awaitsApproval;
    }

    /** Wants it gone; false if it was wanted gone before. */
    boolean requestRetirement(Instant now) {
        if (presence == Presence.GONE) {
            return false;
        }
        presence = Presence.GONE;
        generation++;
        changedAt = now;
        retirementRequestedAt = now;
        return true;
    }

    /** Wants something else of it from now on, as a new generation. */
    void change(Presence wanted, String newPlan, Instant now) {
        if (presence == Presence.GONE) {
            throw new IllegalStateException("deployment " + id + " is to be gone");
        }
        generation++;
        changedAt = now;
        if (presence == Presence.STOPPED && wanted == Presence.RUNNING) {
            startedAt = now;
            startedGeneration = generation;
        }
        presence = wanted;
        plan = newPlan;
    }

    /** How long the way to Ready may take this time; it begins now for what was never ready. */
    void allow(Duration patience, Instant now) {
        readyWithinSeconds = patience.toSeconds();
        if (readyGeneration == null || readyGeneration < startedGeneration) {
            startedAt = now;
            startedGeneration = generation;
        }
    }

    /** Notes how many GPUs the quota holds for it. */
    void holds(int gpus) {
        heldGpus = gpus;
    }

    /** The latest generation that was ready. */
    @Nullable
    Long readyGeneration() {
        return readyGeneration;
    }

    /** Notes that the current generation is ready; true if it is the first since it was started. */
    boolean becameReady(Instant now) {
        boolean first = readyGeneration == null || readyGeneration < startedGeneration;
        readyGeneration = generation;
        if (firstReadyAt == null) {
            firstReadyAt = now;
        }
        return first;
    }

    /** Notes that nothing of it is left and that its GPUs are given back. */
    void podsSeenGone(Instant now) {
        if (presence != Presence.GONE) {
            throw new IllegalStateException("deployment " + id + " is not to be gone");
        }
        retiredAt = now;
        heldGpus = 0;
    }

    boolean isRetired() {
        return retiredAt != null;
    }

    boolean isToRun() {
        return presence == Presence.RUNNING;
    }

    boolean isToBeGone() {
        return presence == Presence.GONE;
    }

    UUID id() {
        return id;
    }

    TeamId team() {
        return new TeamId(teamId);
    }

    String cluster() {
        return cluster;
    }

    String name() {
        return name;
    }

    long generation() {
        return generation;
    }

    int heldGpus() {
        return heldGpus;
    }

    QuotaClass quotaClass() {
        return quotaClass;
    }

    // Read by the persistence provider only, as are the columns below it.
    String plan() {
        return plan;
    }

    long startedGeneration() {
        return startedGeneration;
    }

    long readyWithinSeconds() {
        return readyWithinSeconds;
    }

    UUID submittedBy() {
        return submittedBy;
    }

    String submittedByName() {
        return submittedByName;
    }

    Instant submittedAt() {
        return submittedAt;
    }

    Instant changedAt() {
        return changedAt;
    }

    @Nullable
    Instant retirementRequestedAt() {
        return retirementRequestedAt;
    }

    @Nullable
    Long version() {
        return version;
    }

    Instant startedAt() {
        return startedAt;
    }
}
