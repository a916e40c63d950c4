package io.sextant.api.cluster;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.TokenHash;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers clusters, gives their deployers a token, and tells which cluster a token belongs to. */
@Service
@Transactional
public class ClusterRegistration {
    private static final Pattern FORM = Pattern.compile("sxd_([a-z0-9]{12})_([A-Za-z0-9_-]{43})");

    private final Clusters clusters;
    private final TokenHash hash;
    private final Clock clock;

    ClusterRegistration(Clusters clusters, TokenHash hash, Clock clock) {
        this.clusters = clusters;
        this.hash = hash;
        this.clock = clock;
    }

    /** Registers the cluster unless it is already. */
    public void ensure(String name, String title) {
        if (clusters.findById(name).isEmpty()) {
            clusters.save(new Cluster(name, title, clock.instant()));
        }
    }

    /** A new token for the cluster's deployer, shown once; the one before is void. */
    public String renewToken(String name) {
        Cluster cluster = clusters.findById(name)
                .orElseThrow(() -> new PlatformProblem.NotFound("cluster", name, "Register the cluster first."));
        String id = hash.newId();
        String secret = hash.newSecret();
        cluster.replaceToken(id, hash.of(secret));
        return "sxd_" + id + "_" + secret;
    }

    /** The cluster a presented token belongs to. */
    @Transactional(readOnly = true)
    public Optional<String> clusterOf(String presented) {
        Matcher form = FORM.matcher(presented);
        if (!form.matches()) {
            return Optional.empty();
        }
        return clusters.findByTokenId(form.group(1))
                .filter(cluster -> hash.matches(form.group(2), cluster.tokenHash()))
                .map(Cluster::name);
    }
}
