package io.sextant.api.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The columns that every table of added things has: revision, and who added and changed it when. */
final class AdditionColumns {
    private AdditionColumns() {}

    static Addition read(ResultSet row) throws SQLException {
        return new Addition(
                row.getInt("revision"),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                row.getString("added_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    /** Sets {@code :revision}, {@code :addedAt}, {@code :addedBy}, {@code :changedAt} and {@code :changedBy}. */
    static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Addition addition) {
        return statement
                .param("revision", addition.revision())
                .param("addedAt", utc(addition.addedAt()))
                .param("addedBy", addition.addedBy())
                .param("changedAt", utc(addition.changedAt()))
                .param("changedBy", addition.changedBy());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
