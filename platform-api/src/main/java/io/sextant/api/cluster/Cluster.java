package io.sextant.api.cluster;

import io.sextant.api.problem.PlatformProblem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When its deployer was last heard is kept beside it, since that changes with every call. */
@Entity
@Table(name = "cluster")
class Cluster {
    @Id
    private String name;

    private String title;
    private Instant registeredAt;

    @Enumerated(EnumType.STRING)
    private ClusterState.Kind state;

    private Instant stateSince;
    private @Nullable String stateBy;
    private @Nullable Instant renewalAskedAt;
    private int revision;

    @SuppressWarnings("NullAway.Init")
    protected Cluster() {}

    Cluster(String name, String title, Instant now, @Nullable String by) {
        this.name = name;
        this.title = title;
        this.registeredAt = now;
        this.state = ClusterState.Kind.ACTIVE;
        this.stateSince = now;
        this.stateBy = by;
        this.revision = 1;
    }

    void drain(Instant now, String by) {
        if (state != ClusterState.Kind.ACTIVE) {
            throw already();
        }
        enter(ClusterState.Kind.DRAINING, now, by);
    }

    void resume(Instant now, String by) {
        if (state != ClusterState.Kind.DRAINING) {
            throw already();
        }
        enter(ClusterState.Kind.ACTIVE, now, by);
    }

    void retire(Instant now, String by) {
        requireNotRetired();
        enter(ClusterState.Kind.RETIRED, now, by);
    }

    private void enter(ClusterState.Kind next, Instant now, String by) {
        state = next;
        stateSince = now;
        stateBy = by;
        revision++;
    }

    void askRenewal(Instant now) {
        requireNotRetired();
        renewalAskedAt = now;
    }

    void requireRevision(int seen) {
        if (seen != revision) {
            throw new PlatformProblem.StaleVersion(
                    "Cluster %s is at revision %d; this change was meant for revision %d."
                            .formatted(name, revision, seen));
        }
    }

    void requireNotRetired() {
        if (state == ClusterState.Kind.RETIRED) {
            throw already();
        }
    }

    private PlatformProblem already() {
        return switch (state) {
            case ACTIVE ->
                new PlatformProblem.Conflict(
                        "cluster-active",
                        "The cluster takes deployments",
                        "Cluster %s is not being drained.".formatted(name),
                        "Read the cluster again; somebody may have done it before.",
                        Map.of("cluster", name));
            case DRAINING ->
                new PlatformProblem.Conflict(
                        "cluster-draining",
                        "The cluster is being drained",
                        "Cluster %s takes no new deployments already.".formatted(name),
                        "Read the cluster again; somebody may have done it before.",
                        Map.of("cluster", name));
            case RETIRED ->
                new PlatformProblem.Conflict(
                        "cluster-retired",
                        "The cluster is retired",
                        "Cluster %s is retired for good.".formatted(name),
                        "Register it anew under another name if it is to come back.",
                        Map.of("cluster", name));
        };
    }

    String name() {
        return name;
    }

    String title() {
        return title;
    }

    Instant registeredAt() {
        return registeredAt;
    }

    ClusterState state() {
        return new ClusterState(state, stateSince, stateBy);
    }

    @Nullable
    Instant renewalAskedAt() {
        return renewalAskedAt;
    }

    boolean isRetired() {
        return state == ClusterState.Kind.RETIRED;
    }

    int revision() {
        return revision;
    }
}
