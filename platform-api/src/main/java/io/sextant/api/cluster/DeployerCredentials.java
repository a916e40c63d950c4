package io.sextant.api.cluster;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.TokenHash;
import io.sextant.contract.DeployerToken;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lasting credentials of deployers, by their hashes. */
@Component
class DeployerCredentials {
    private final JdbcClient jdbc;
    private final TokenHash hash;

    DeployerCredentials(JdbcClient jdbc, TokenHash hash) {
        this.jdbc = jdbc;
        this.hash = hash;
    }

    /**
     * A credential that is known.
     *
     * @param unused it was never shown since it was offered
     */
    record Known(String cluster, boolean unused) {}

    Optional<Known> find(DeployerToken presented) {
        record Row(Known known, boolean matches) {}
        return jdbc.sql(
                        "select cluster, secret_hash, first_used_at is null as unused from deployer_credential where id = :id")
                .param("id", presented.id())
                .query((row, n) -> new Row(
                        new Known(row.getString("cluster"), row.getBoolean("unused")),
                        hash.matches(presented.secret(), row.getBytes("secret_hash"))))
                .optional()
                .filter(Row::matches)
                .map(Row::known);
    }

    /** Makes it the successor of the cluster's credential, unless it is known there already. */
    void offer(String cluster, DeployerToken offered, Instant now) {
        Optional<Known> known = find(offered);
        if (known.isPresent() && known.get().cluster().equals(cluster)) {
            return;
        }
        if (isTaken(offered)) {
            throw new PlatformProblem.Conflict(
                    "credential-taken",
                    "Another deployer has this id",
                    "The id of the offered credential is taken.",
                    "Make another credential and offer that.",
                    Map.of("cluster", cluster));
        }
        jdbc.sql("delete from deployer_credential where cluster = :cluster and first_used_at is null")
                .param("cluster", cluster)
                .update();
        jdbc.sql("""
                        insert into deployer_credential (id, cluster, secret_hash, issued_at)
                        values (:id, :cluster, :hash, :now)
                        """)
                .param("id", offered.id())
                .param("cluster", cluster)
                .param("hash", hash.of(offered.secret()))
                .param("now", utc(now))
                .update();
    }

    private boolean isTaken(DeployerToken offered) {
        return jdbc.sql("select count(*) from deployer_credential where id = :id")
                        .param("id", offered.id())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The first use of a successor ends the credential before it. */
    void firstUse(String cluster, String id, Instant now) {
        int changed = jdbc.sql(
                        "update deployer_credential set first_used_at = :now where id = :id and first_used_at is null")
                .param("now", utc(now))
                .param("id", id)
                .update();
        if (changed == 1) {
            jdbc.sql("""
                            delete from deployer_credential
                             where cluster = :cluster and id <> :id and first_used_at is not null
                            """).param("cluster", cluster).param("id", id).update();
        }
    }

    void revokeAll(String cluster) {
        jdbc.sql("delete from deployer_credential where cluster = :cluster")
                .param("cluster", cluster)
                .update();
    }

    /** Whether the newest credential is older than it may become, or than the last request to replace it. */
    boolean isRenewalDue(String cluster, Duration age, Instant now) {
        return jdbc.sql("""
                        select coalesce(max(k.issued_at) < greatest(c.renewal_asked_at, :oldest), false)
                          from cluster c
                          join deployer_credential k on k.cluster = c.name
                         where c.name = :cluster
                         group by c.renewal_asked_at
                        """)
                .param("cluster", cluster)
                .param("oldest", utc(now.minus(age)))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
