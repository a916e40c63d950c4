package io.sextant.api.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads entries from rows of the two tables joined. */
final class AuditRows {
    static final String COLUMNS = """
            e.id, e.at, e.actor_kind, e.actor_id, e.actor_name, e.on_behalf_of, e.token_id, e.action, e.object_kind,
            e.object_id, e.team, e.before, e.after, e.reason, e.request_id, e.address, e.result,
            l.position, l.previous_hash, l.hash
            """;

    private AuditRows() {}

    static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new Who(
                        Who.Kind.valueOf(row.getString("actor_kind")),
                        row.getString("actor_id"),
                        row.getString("actor_name")),
                row.getString("on_behalf_of"),
                row.getString("action"),
                row.getString("object_kind"),
                row.getString("object_id"),
                row.getString("team"),
                row.getString("before"),
                row.getString("after"),
                row.getString("reason"),
                new RequestOrigin(row.getString("request_id"), row.getString("address"), row.getString("token_id")),
                AuditEntry.Result.valueOf(row.getString("result")),
                link(row));
    }

    static AuditEntry.@Nullable Link link(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("hash");
        return hash == null
                ? null
                : new AuditEntry.Link(
                        row.getLong("position"),
                        HexFormat.of().formatHex(row.getBytes("previous_hash")),
                        HexFormat.of().formatHex(hash));
    }
}
