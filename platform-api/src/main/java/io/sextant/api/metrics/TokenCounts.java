package io.sextant.api.metrics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many tokens engines published; callers check who may see them. */
@Service
@Transactional(readOnly = true)
public class TokenCounts {
    private final JdbcClient jdbc;

    TokenCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of every deployment that published any in hours that began between two moments. */
    public Map<UUID, Tokens> between(Instant from, Instant until) {
        Map<UUID, Tokens> counts = new HashMap<>();
        jdbc.sql("""
                        select deployment_id, sum(prompt_tokens) as prompt, sum(generated_tokens) as generated
                          from engine_hour
                         where hour >= :from and hour < :until
                         group by deployment_id
                        """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, n) -> counts.put(
                        row.getObject("deployment_id", UUID.class),
                        new Tokens(row.getLong("prompt"), row.getLong("generated"))))
                .list();
        return counts;
    }

    /** Tokens read and written. */
    public record Tokens(long prompt, long generated) {
        public Tokens plus(Tokens other) {
            return new Tokens(prompt + other.prompt, generated + other.generated);
        }
    }
}
