package io.sextant.web.capacity;

import io.sextant.api.cluster.ClusterAccess;
import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterState;
import io.sextant.api.cluster.preflight.PreflightCheck;
import io.sextant.web.layout.Dates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as its administrators see it.
 *
 * @param stateSentence what its state means, since when and by whom
 * @param deployer what the pre-flight found of the deployer's version; absent until it reported
 * @param joined whether its deployer has a credential; not told in a list
 * @param access how its deployer is let in; empty in a list
 */
record AdministeredCluster(
        String name,
        String title,
        String path,
        int revision,
        Badge state,
        String stateSentence,
        Badge contact,
        String lastHeard,
        ClusterView.Light light,
        ClusterView.@Nullable Check deployer,
        boolean inService,
        boolean draining,
        boolean retired,
        boolean joined,
        List<ClusterView.Fact> access) {
    static AdministeredCluster of(ClusterCapacity cluster, @Nullable ClusterAccess access, Instant now) {
        ClusterState.Kind kind = cluster.state().kind();
        return new AdministeredCluster(
                cluster.name(),
                cluster.title(),
                "/capacity/clusters/" + cluster.name(),
                cluster.revision(),
                Badge.of(cluster.state()),
                sentence(cluster.state()),
                Badge.of(cluster.contact()),
                ClusterView.ago(cluster.lastHeardAt(), now),
                ClusterView.Light.of(cluster),
                cluster.preflight().findings().stream()
                        .filter(finding -> finding.check() == PreflightCheck.DEPLOYER_VERSION)
                        .map(ClusterView.Check::of)
                        .findFirst()
                        .orElse(null),
                kind == ClusterState.Kind.ACTIVE,
                kind == ClusterState.Kind.DRAINING,
                kind == ClusterState.Kind.RETIRED,
                access != null && access.credential() != null,
                access == null ? List.of() : facts(access, now));
    }

    private static String sentence(ClusterState state) {
        String means = switch (state.kind()) {
            case ACTIVE -> "It is in service";
            case DRAINING -> "Nothing new is placed here; what runs stays and can be changed";
            case RETIRED -> "It is retired for good, and its name is not used again";
        };
        return "%s, since %s by %s."
                .formatted(means, Dates.moment(state.since()), Objects.requireNonNullElse(state.by(), "the platform"));
    }

    private static List<ClusterView.Fact> facts(ClusterAccess access, Instant now) {
        List<ClusterView.Fact> facts = new ArrayList<>();
        facts.add(new ClusterView.Fact("Credential", credential(access.credential())));
        if (access.successorSince() != null) {
            facts.add(new ClusterView.Fact(
                    "Its successor", "named %s, not used yet".formatted(Dates.moment(access.successorSince()))));
        }
        if (access.renewalAskedAt() != null) {
            facts.add(new ClusterView.Fact(
                    "Renewal",
                    "asked for %s; the deployer follows when it reports next"
                            .formatted(Dates.moment(access.renewalAskedAt()))));
        }
        facts.add(new ClusterView.Fact("Last join token", joinToken(access.joinToken(), now)));
        return facts;
    }

    private static String credential(ClusterAccess.@Nullable Credential credential) {
        return credential == null
                ? "none: no deployer has joined"
                : "of %s, in use since %s"
                        .formatted(Dates.moment(credential.issuedAt()), Dates.moment(credential.usedSince()));
    }

    private static String joinToken(ClusterAccess.@Nullable JoinToken token, Instant now) {
        if (token == null) {
            return "none";
        }
        if (token.usedAt() != null) {
            return "used %s, handed out by %s".formatted(Dates.moment(token.usedAt()), token.issuedBy());
        }
        return token.isOpen(now)
                ? "good until %s, handed out by %s".formatted(Dates.moment(token.expiresAt()), token.issuedBy())
                : "expired %s, not used".formatted(Dates.moment(token.expiresAt()));
    }
}
