package io.sextant.api.cluster;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.contract.DeployerToken;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands out join tokens, and takes the credentials that deployers offer.
 *
 * <p>A deployer makes its credential itself and keeps it before it offers it, so the same offer can be made again after an answer
 * was lost, and by each of several replicas.
 */
@Service
@Transactional
public class DeployerJoining {
    private static final Logger LOG = LoggerFactory.getLogger(DeployerJoining.class);

    private final Clusters clusters;
    private final JoinTokens joinTokens;
    private final DeployerCredentials credentials;
    private final ClusterSettings settings;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    DeployerJoining(
            Clusters clusters,
            JoinTokens joinTokens,
            DeployerCredentials credentials,
            ClusterSettings settings,
            AuditTrail audit,
            Clock clock) {
        this.clusters = clusters;
        this.joinTokens = joinTokens;
        this.credentials = credentials;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a deployer joins with.
     *
     * @param text shown this once; only its hash is kept
     * @param expiresAt void from then on, unless used
     */
    public record JoinToken(String text, Instant expiresAt) {}

    /** A new join token of the cluster, in place of one that was not used. */
    public JoinToken hand(String cluster, String by) {
        locked(cluster).requireNotRetired();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.joinTokenLifetime());
        DeployerToken made = DeployerToken.made(DeployerToken.Kind.JOIN, random);
        joinTokens.open(cluster, made, by, now, expiresAt);
        return new JoinToken(made.text(), expiresAt);
    }

    /** Takes a credential from who joins, or as successor of the one that its deployer has. */
    public void accept(DeployerIdentity who, String offered) {
        DeployerToken credential = DeployerToken.read(DeployerToken.Kind.CREDENTIAL, offered)
                .orElseThrow(
                        () -> new PlatformProblem.Invalid(
                                "/credential",
                                "form",
                                "A credential is sxd_, twelve lower-case letters or digits, _ and 43 characters of URL-safe base64."));
        locked(who.cluster()).requireNotRetired();
        switch (who) {
            case DeployerIdentity.Joining joining -> join(joining, credential);
            case DeployerIdentity.Member member -> {
                credentials.offer(member.cluster(), credential, clock.instant());
                log("Successor of a deployer's credential taken", "offer-credential", member.cluster(), credential);
            }
        }
    }

    private void join(DeployerIdentity.Joining joining, DeployerToken credential) {
        Instant now = clock.instant();
        JoinTokens.Fate fate = joinTokens
                .fate(joining.tokenId())
                .orElseThrow(() -> refused("join-token-replaced", "was replaced by a newer one", joining.cluster()));
        if (fate.usedAt() != null) {
            if (credential.id().equals(fate.credentialId())
                    && credentials.find(credential).isPresent()) {
                return;
            }
            throw refused(
                    "join-token-used", "was used at %s, and it works once".formatted(fate.usedAt()), joining.cluster());
        }
        if (!now.isBefore(fate.expiresAt())) {
            throw refused("join-token-expired", "expired at %s".formatted(fate.expiresAt()), joining.cluster());
        }
        credentials.offer(joining.cluster(), credential, now);
        joinTokens.use(joining.tokenId(), credential.id(), now);
        log("Deployer joined", "join", joining.cluster(), credential);
    }

    private static PlatformProblem refused(String type, String why, String cluster) {
        return new PlatformProblem.Conflict(
                type,
                "The join token is void",
                "The join token of cluster %s %s.".formatted(cluster, why),
                "Ask a platform administrator for a new join token of cluster %s. If nobody of yours used it, have the cluster's credential revoked too."
                        .formatted(cluster),
                Map.of("cluster", cluster));
    }

    /** Whether the cluster's deployer should offer a successor of its credential. */
    @Transactional(readOnly = true)
    public boolean isRenewalDue(String cluster) {
        return credentials.isRenewalDue(cluster, settings.credentialAge(), clock.instant());
    }

    private Cluster locked(String cluster) {
        return clusters.lock(cluster)
                .orElseThrow(() -> new PlatformProblem.NotFound("cluster", cluster, "Register the cluster first."));
    }

    private void log(String what, String verb, String cluster, DeployerToken credential) {
        audit.record(
                Who.deployer(cluster),
                AuditEvent.of("cluster." + verb, "cluster", cluster).to(Map.of("id", credential.id())));
        LOG.atInfo()
                .addKeyValue("cluster", cluster)
                .addKeyValue("credential", credential.id())
                .log(what);
    }
}
