package io.sextant.api.cluster;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets administrators bring clusters in, and decide who may speak for them. */
@Service
@Transactional
public class ClusterAdministration {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterAdministration.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,40}");
    private static final int LONGEST_TITLE = 100;

    private final Clusters clusters;
    private final DeployerJoining joining;
    private final DeployerCredentials credentials;
    private final JoinTokens joinTokens;
    private final AuditTrail audit;
    private final Clock clock;

    ClusterAdministration(
            Clusters clusters,
            DeployerJoining joining,
            DeployerCredentials credentials,
            JoinTokens joinTokens,
            AuditTrail audit,
            Clock clock) {
        this.clusters = clusters;
        this.joining = joining;
        this.credentials = credentials;
        this.joinTokens = joinTokens;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A cluster with what its deployer joins with.
     *
     * @param joinToken shown this once; only its hash is kept
     * @param joinTokenExpiresAt void from then on, unless used
     */
    public record WithJoinToken(String name, String title, String joinToken, Instant joinTokenExpiresAt) {}

    /** Registers a cluster under a name that no cluster ever had. */
    public WithJoinToken register(@Nullable String name, @Nullable String title, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        if (name == null || !NAME.matcher(name).matches()) {
            throw new PlatformProblem.Invalid(
                    "/name",
                    "form",
                    "A cluster's name is 2 to 41 lower-case letters, digits and hyphens, and begins with a letter.");
        }
        if (title == null || title.isBlank() || title.length() > LONGEST_TITLE) {
            throw new PlatformProblem.Invalid(
                    "/title", "length", "Give the cluster a title of 1 to " + LONGEST_TITLE + " characters.");
        }
        clusters.findById(name).ifPresent(taken -> {
            throw taken(taken);
        });
        clusters.save(new Cluster(name, title.strip(), clock.instant(), actor.displayName()));
        audit.record(
                actor.who(), AuditEvent.of("cluster.register", "cluster", name).to(Map.of("title", title.strip())));
        return withJoinToken(name, title.strip(), actor);
    }

    private static PlatformProblem taken(Cluster cluster) {
        return new PlatformProblem.Conflict(
                "cluster-exists",
                "The name is taken",
                cluster.isRetired()
                        ? "A cluster \"%s\" was retired; its name stays with its history.".formatted(cluster.name())
                        : "A cluster \"%s\" is registered already.".formatted(cluster.name()),
                cluster.isRetired() ? "Choose another name." : "Choose another name, or ask for a new join token.",
                Map.of("cluster", cluster.name()));
    }

    /** A new join token, in place of one that was not used; the deployer that joined before goes on until it was used. */
    public WithJoinToken joinToken(String name, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        return withJoinToken(name, existing(name).title(), actor);
    }

    /** Asks the cluster's deployer to replace its credential, which it does by itself when it reports next. */
    public void askRenewal(String name, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        existing(name).askRenewal(clock.instant());
        log("Renewal of a deployer's credential asked for", "ask-renewal", name, actor);
    }

    /** Voids all that the cluster's deployer could show; it is not heard from then on, and what runs there goes on running. */
    public void revoke(String name, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        existing(name);
        credentials.revokeAll(name);
        joinTokens.close(name);
        log("Credential of a cluster revoked", "revoke-access", name, actor);
    }

    private WithJoinToken withJoinToken(String name, String title, Actor actor) {
        DeployerJoining.JoinToken token = joining.hand(name, actor.displayName());
        log("Join token of a cluster handed out", "hand-join-token", name, actor);
        return new WithJoinToken(name, title, token.text(), token.expiresAt());
    }

    private Cluster existing(String name) {
        return clusters.lock(name)
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "cluster", name, "GET /api/v1/clusters lists the clusters there are."));
    }

    private void log(String what, String verb, String cluster, Actor actor) {
        audit.record(actor.who(), AuditEvent.of("cluster." + verb, "cluster", cluster));
        LOG.atInfo()
                .addKeyValue("cluster", cluster)
                .addKeyValue("by", actor.username())
                .log(what);
    }
}
