package io.sextant.api.cluster;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets administrators bring clusters in, and give and take away the token of a cluster's deployer. */
@Service
@Transactional
public class ClusterAdministration {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterAdministration.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,40}");
    private static final int LONGEST_TITLE = 100;

    private final Clusters clusters;
    private final ClusterRegistration registration;

    ClusterAdministration(Clusters clusters, ClusterRegistration registration) {
        this.clusters = clusters;
        this.registration = registration;
    }

    /**
     * A cluster with the token of its deployer.
     *
     * @param token shown this once; only its hash is kept
     */
    public record WithToken(String name, String title, String token) {}

    /** Registers a cluster that is not registered yet. */
    public WithToken register(@Nullable String name, @Nullable String title, Actor actor) {
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
        if (clusters.findById(name).isPresent()) {
            throw new PlatformProblem.Conflict(
                    "cluster-exists",
                    "There is a cluster of this name",
                    "A cluster \"%s\" is registered already.".formatted(name),
                    "Choose another name, or renew the token of that cluster.",
                    Map.of("cluster", name));
        }
        registration.ensure(name, title.strip());
        return withNewToken(name, title.strip(), "Cluster registered", actor);
    }

    /** A new token for the cluster's deployer; the one before is void at once. */
    public WithToken renewToken(String name, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        return withNewToken(name, existing(name).title(), "Token of a cluster renewed", actor);
    }

    /** Voids the token of the cluster's deployer, which is not heard from then on; what runs there goes on running. */
    public void revokeToken(String name, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        existing(name).voidToken();
        log("Token of a cluster revoked", name, actor);
    }

    private WithToken withNewToken(String name, String title, String what, Actor actor) {
        String token = registration.renewToken(name);
        log(what, name, actor);
        return new WithToken(name, title, token);
    }

    private Cluster existing(String name) {
        return clusters.findById(name)
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "cluster", name, "GET /api/v1/clusters lists the clusters there are."));
    }

    private static void log(String what, String cluster, Actor actor) {
        LOG.atInfo()
                .addKeyValue("cluster", cluster)
                .addKeyValue("by", actor.username())
                .log(what);
    }
}
