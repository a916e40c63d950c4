package io.sextant.api.tenancy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds API tokens that expire soon and have no successor; for use cases that act for the platform. */
@Service
@Transactional(readOnly = true)
public class EndingTokens {
    private final JdbcClient jdbc;

    EndingTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that are good now and expire until then. */
    public List<EndingToken> between(Instant now, Instant until) {
        return jdbc.sql("""
                        select t.id, t.name, t.user_id, u.team_id as service_of, t.created_at, t.expires_at
                          from api_token t
                          join user_account u on u.id = t.user_id
                         where t.expires_at > :now and t.expires_at <= :until
                           and t.revoked_at is null and t.rotated_to is null and u.disabled_at is null
                         order by t.id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new EndingToken(
                        row.getString("id"),
                        row.getString("name"),
                        row.getObject("user_id", UUID.class),
                        row.getObject("service_of", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
