package io.sextant.api.quota;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The requests as they are kept. */
@Repository
class QuotaRequestRows {
    private static final String SELECT = """
            select r.*, n.slug, n.name
              from quota_request r
              join org_node n on n.id = r.node_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    QuotaRequestRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps a new one; empty where the same is asked for already. */
    Optional<UUID> add(UUID node, QuotaWish wish, Actor actor) {
        return jdbc.sql("""
                        insert into quota_request (id, node_id, cluster, gpu_product, guaranteed_gpus, burst_limit_gpus, reason,
                                                   asked_by, asked_by_name, asked_at, state)
                        values (:id, :node, :cluster, :product, :guaranteed, :burst, :reason, :by, :byName, :at, 'OPEN')
                            on conflict (node_id, cluster, gpu_product) where state = 'OPEN' do nothing
                        returning id
                        """)
                .param("id", UUID.randomUUID())
                .param("node", node)
                .param("cluster", wish.pool().cluster())
                .param("product", wish.pool().gpuProduct())
                .param("guaranteed", wish.guaranteedGpus())
                .param("burst", wish.burstLimitGpus())
                .param("reason", wish.reason())
                .param("by", actor.id().value())
                .param("byName", actor.displayName())
                .param("at", now())
                .query(UUID.class)
                .optional();
    }

    Optional<QuotaRequest> find(UUID id) {
        return jdbc.sql(SELECT + "where r.id = :id")
                .param("id", id)
                .query((row, _) -> request(row))
                .optional();
    }

    /** Every one: open ones first, then newest first. */
    List<QuotaRequest> all() {
        return jdbc.sql(SELECT + "order by (r.state <> 'OPEN'), r.asked_at desc, r.id desc")
                .query((row, _) -> request(row))
                .list();
    }

    /** Ends an open one; false where it was ended, or changed, meanwhile. */
    boolean end(UUID id, QuotaRequest.State state, String reason, int revision, Actor actor) {
        return jdbc.sql("""
                        update quota_request
                           set state = :state, decided_by = :by, decided_by_name = :byName, decided_at = :at,
                               decision_reason = :reason, revision = revision + 1
                         where id = :id and state = 'OPEN' and revision = :revision
                        """)
                        .param("state", state.name())
                        .param("by", actor.id().value())
                        .param("byName", actor.displayName())
                        .param("at", now())
                        .param("reason", reason)
                        .param("id", id)
                        .param("revision", revision)
                        .update()
                > 0;
    }

    private static QuotaRequest request(ResultSet row) throws SQLException {
        String decidedBy = row.getString("decided_by_name");
        return new QuotaRequest(
                row.getObject("id", UUID.class),
                row.getObject("node_id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                new QuotaPool(row.getString("cluster"), row.getString("gpu_product")),
                row.getInt("guaranteed_gpus"),
                row.getInt("burst_limit_gpus"),
                row.getString("reason"),
                new UserId(row.getObject("asked_by", UUID.class)),
                row.getString("asked_by_name"),
                instant(row, "asked_at"),
                QuotaRequest.State.valueOf(row.getString("state")),
                decidedBy == null
                        ? null
                        : new QuotaRequest.Decision(
                                decidedBy, instant(row, "decided_at"), row.getString("decision_reason")),
                row.getInt("revision"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
