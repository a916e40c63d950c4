package io.sextant.api.quota;

import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads both ledgers, of limits and of GPUs, as one history, newest first. */
@Repository
class QuotaEventRows {
    private static final String EVENTS = """
            select 'limits' as source, c.id, c.at, n.slug, n.name, c.guaranteed_before, c.burst_before, c.lendable_before,
                   c.open_before, c.guaranteed_after, c.burst_after, c.lendable_after, c.open_after, c.changed_by_name, c.reason,
                   null as kind, null as gpus, null as quota_class, cast(null as uuid) as holder
              from quota_change c
              join org_node n on n.id = c.node_id
             where c.node_id in (:nodes) and c.cluster = :cluster and c.gpu_product = :product
            union all
            select 'gpus', e.id, e.at, n.slug, n.name, null, null, null, null, null, null, null, null, null, null,
                   e.kind, e.gpus, e.quota_class, e.holder
              from quota_entry e
              join org_node n on n.id = e.team_id
             where e.team_id in (:nodes) and e.cluster = :cluster and e.gpu_product = :product
            """;

    private final JdbcClient jdbc;

    QuotaEventRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<QuotaEvent> of(Collection<UUID> nodes, QuotaPool pool, PageRequest request) {
        Position after = request.after() == null ? Position.NEWEST : Position.read(request.after());
        List<Placed> found = jdbc.sql("select * from (" + EVENTS + """
                        ) as event
                         where (at, source, id) < (:at, :source, :id)
                         order by at desc, source desc, id desc
                         limit :most
                        """)
                .param("nodes", nodes)
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .param("at", after.at().atOffset(ZoneOffset.UTC))
                .param("source", after.source())
                .param("id", after.id())
                .param("most", request.size() + 1)
                .query((row, _) -> placed(row))
                .list();
        boolean more = found.size() > request.size();
        List<Placed> shown = more ? found.subList(0, request.size()) : found;
        return new Page<>(
                shown.stream().map(Placed::event).toList(),
                more ? PageRequest.tokenFor(shown.getLast().position().written()) : null);
    }

    private static Placed placed(ResultSet row) throws SQLException {
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        Position position = new Position(at, row.getString("source"), row.getLong("id"));
        return new Placed(position, position.source().equals("limits") ? limitsChanged(row, at) : gpusBooked(row, at));
    }

    private static QuotaEvent limitsChanged(ResultSet row, Instant at) throws SQLException {
        return new QuotaEvent.LimitsChanged(
                at,
                row.getString("slug"),
                row.getString("name"),
                terms(row, "before"),
                terms(row, "after"),
                row.getString("changed_by_name"),
                row.getString("reason"));
    }

    private static QuotaEvent gpusBooked(ResultSet row, Instant at) throws SQLException {
        return new QuotaEvent.GpusBooked(
                at,
                row.getString("slug"),
                row.getString("name"),
                QuotaEvent.Kind.valueOf(row.getString("kind")),
                row.getInt("gpus"),
                QuotaClass.valueOf(row.getString("quota_class")),
                row.getObject("holder", UUID.class),
                null,
                null);
    }

    private static QuotaTerms terms(ResultSet row, String when) throws SQLException {
        return new QuotaTerms(
                row.getInt("guaranteed_" + when),
                row.getInt("burst_" + when),
                row.getInt("lendable_" + when),
                row.getBoolean("open_" + when));
    }

    private record Placed(Position position, QuotaEvent event) {}

    /** Where a page ends. */
    private record Position(Instant at, String source, long id) {
        static final Position NEWEST = new Position(Instant.parse("9999-01-01T00:00:00Z"), "", 0);

        static Position read(@Nullable String written) {
            String[] parts = written == null ? new String[0] : written.split("/", -1);
            try {
                if (parts.length == 3) {
                    return new Position(Instant.parse(parts[0]), parts[1], Long.parseLong(parts[2]));
                }
            } catch (DateTimeException | NumberFormatException e) {
                throw unknown();
            }
            throw unknown();
        }

        String written() {
            return at + "/" + source + "/" + id;
        }

        private static PlatformProblem unknown() {
            return new PlatformProblem.Invalid(
                    "page_token",
                    "malformed",
                    "page_token is not one that this list gave out; leave it out to begin anew.");
        }
    }
}
