package io.sextant.api.cluster;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes clusters out of service, and back in. */
@Service
@Transactional
public class ClusterLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterLifecycle.class);
    private static final int NAMED = 5;

    private final Clusters clusters;
    private final List<ClusterUse> uses;
    private final DeployerCredentials credentials;
    private final JoinTokens joinTokens;
    private final AuditTrail audit;
    private final Clock clock;

    ClusterLifecycle(
            Clusters clusters,
            List<ClusterUse> uses,
            DeployerCredentials credentials,
            JoinTokens joinTokens,
            AuditTrail audit,
            Clock clock) {
        this.clusters = clusters;
        this.uses = uses;
        this.credentials = credentials;
        this.joinTokens = joinTokens;
        this.audit = audit;
        this.clock = clock;
    }

    /** Places nothing new on the cluster; what is there stays and can be changed. */
    public void drain(String name, int revision, Actor actor) {
        Cluster cluster = seen(name, revision, actor);
        ClusterState before = cluster.state();
        cluster.drain(clock.instant(), actor.displayName());
        log("Cluster drained", "drain", before, cluster, actor);
    }

    /** Places deployments on it again. */
    public void resume(String name, int revision, Actor actor) {
        Cluster cluster = seen(name, revision, actor);
        ClusterState before = cluster.state();
        cluster.resume(clock.instant(), actor.displayName());
        log("Cluster taken back into service", "resume", before, cluster, actor);
    }

    /** Ends the cluster for good, once nothing is left on it; its history and its name stay. */
    public void retire(String name, int revision, Actor actor) {
        Cluster cluster = seen(name, revision, actor);
        cluster.requireNotRetired();
        List<String> remaining = remaining(name);
        if (!remaining.isEmpty()) {
            throw new PlatformProblem.Conflict(
                    "cluster-in-use",
                    "Something is left on the cluster",
                    "Cluster %s still has %s.".formatted(name, phrase(remaining)),
                    "Drain the cluster, retire its deployments, and have the teams' quota there set to 0.",
                    Map.of("cluster", name, "remaining", remaining));
        }
        ClusterState before = cluster.state();
        cluster.retire(clock.instant(), actor.displayName());
        credentials.revokeAll(name);
        joinTokens.close(name);
        log("Cluster retired", "retire", before, cluster, actor);
    }

    /** What has to go before the cluster can be retired. */
    @Transactional(readOnly = true)
    public List<String> remaining(String name, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        return remaining(name);
    }

    private List<String> remaining(String name) {
        return uses.stream().flatMap(use -> use.remainingOn(name).stream()).toList();
    }

    private static String phrase(List<String> remaining) {
        return remaining.size() <= NAMED
                ? String.join("; ", remaining)
                : "%s; and %d more".formatted(String.join("; ", remaining.subList(0, NAMED)), remaining.size() - NAMED);
    }

    private Cluster seen(String name, int revision, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        Cluster cluster = clusters.lock(name)
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "cluster", name, "GET /api/v1/clusters lists the clusters there are."));
        cluster.requireRevision(revision);
        return cluster;
    }

    private void log(String what, String verb, ClusterState before, Cluster cluster, Actor actor) {
        audit.record(
                actor.who(),
                AuditEvent.of("cluster." + verb, "cluster", cluster.name())
                        .from(before)
                        .to(cluster.state()));
        LOG.atInfo()
                .addKeyValue("cluster", cluster.name())
                .addKeyValue("by", actor.username())
                .log(what);
    }
}
