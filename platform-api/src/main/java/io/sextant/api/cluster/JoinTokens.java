package io.sextant.api.cluster;

import io.sextant.api.tenancy.TokenHash;
import io.sextant.contract.DeployerToken;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tokens that deployers join with, by their hashes. */
@Component
class JoinTokens {
    private final JdbcClient jdbc;
    private final TokenHash hash;

    JoinTokens(JdbcClient jdbc, TokenHash hash) {
        this.jdbc = jdbc;
        this.hash = hash;
    }

    /** The cluster that a presented token is for, whether or not it is still good. */
    Optional<String> clusterOf(DeployerToken presented) {
        record Row(String cluster, boolean matches) {}
        return jdbc.sql("select cluster, secret_hash from join_token where id = :id")
                .param("id", presented.id())
                .query((row, n) -> new Row(
                        row.getString("cluster"), hash.matches(presented.secret(), row.getBytes("secret_hash"))))
                .optional()
                .filter(Row::matches)
                .map(Row::cluster);
    }

    /**
     * What has become of a token.
     *
     * @param credentialId what it was exchanged for; absent until it was used
     */
    record Fate(
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable String credentialId) {}

    Optional<Fate> fate(String id) {
        return jdbc.sql("select expires_at, used_at, credential_id from join_token where id = :id")
                .param("id", id)
                .query((row, n) -> {
                    OffsetDateTime used = row.getObject("used_at", OffsetDateTime.class);
                    return new Fate(
                            row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                            used == null ? null : used.toInstant(),
                            row.getString("credential_id"));
                })
                .optional();
    }

    /** Takes the place of one that was not used. */
    void open(String cluster, DeployerToken made, String by, Instant now, Instant expiresAt) {
        close(cluster);
        jdbc.sql("""
                        insert into join_token (id, cluster, secret_hash, issued_at, issued_by, expires_at)
                        values (:id, :cluster, :hash, :now, :by, :expires)
                        """)
                .param("id", made.id())
                .param("cluster", cluster)
                .param("hash", hash.of(made.secret()))
                .param("now", utc(now))
                .param("by", by)
                .param("expires", utc(expiresAt))
                .update();
    }

    /** Voids the one that was not used. */
    void close(String cluster) {
        jdbc.sql("delete from join_token where cluster = :cluster and used_at is null")
                .param("cluster", cluster)
                .update();
    }

    void use(String id, String credentialId, Instant now) {
        jdbc.sql("update join_token set used_at = :now, credential_id = :credential where id = :id and used_at is null")
                .param("now", utc(now))
                .param("credential", credentialId)
                .param("id", id)
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
