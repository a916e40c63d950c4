package io.sextant.api.cluster;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What administrators see of clusters beyond their capacity. */
@Service
@Transactional(readOnly = true)
public class ClusterRegister {
    private final JdbcClient jdbc;
    private final ClusterInventories inventories;

    ClusterRegister(JdbcClient jdbc, ClusterInventories inventories) {
        this.jdbc = jdbc;
        this.inventories = inventories;
    }

    /** A cluster that holds nothing any more. */
    public record Retired(
            String name,
            String title,
            Instant since,
            @Nullable String by) {}

    /** Retired clusters, the last one first. */
    public List<Retired> retired(Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        return jdbc.sql("""
                        select name, title, state_since, state_by
                          from cluster
                         where state = 'RETIRED'
                         order by state_since desc, name
                        """)
                .query((row, n) -> new Retired(
                        row.getString("name"),
                        row.getString("title"),
                        row.getObject("state_since", OffsetDateTime.class).toInstant(),
                        row.getString("state_by")))
                .list();
    }

    /** How the cluster's deployer is let in. */
    public ClusterAccess access(String cluster, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        inventories.named(cluster);
        return new ClusterAccess(
                joinToken(cluster).orElse(null),
                credential(cluster).orElse(null),
                instantOf(
                        "select issued_at from deployer_credential where cluster = :cluster and first_used_at is null",
                        cluster),
                instantOf("""
                        select c.renewal_asked_at
                          from cluster c
                         where c.name = :cluster
                           and not exists (select 1 from deployer_credential k
                                            where k.cluster = c.name and k.issued_at >= c.renewal_asked_at)
                        """, cluster));
    }

    private Optional<ClusterAccess.JoinToken> joinToken(String cluster) {
        return jdbc.sql("""
                        select issued_at, issued_by, expires_at, used_at
                          from join_token
                         where cluster = :cluster
                         order by issued_at desc
                         limit 1
                        """)
                .param("cluster", cluster)
                .query((row, n) -> new ClusterAccess.JoinToken(
                        row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                        row.getString("issued_by"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        instant(row, "used_at")))
                .optional();
    }

    private Optional<ClusterAccess.Credential> credential(String cluster) {
        return jdbc.sql("""
                        select issued_at, first_used_at
                          from deployer_credential
                         where cluster = :cluster and first_used_at is not null
                        """)
                .param("cluster", cluster)
                .query((row, n) -> new ClusterAccess.Credential(
                        row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                        row.getObject("first_used_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private @Nullable Instant instantOf(String sql, String cluster) {
        return jdbc.sql(sql)
                .param("cluster", cluster)
                .query((row, n) -> Optional.ofNullable(instant(row, 1)))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return instant(row, row.findColumn(column));
    }
}
