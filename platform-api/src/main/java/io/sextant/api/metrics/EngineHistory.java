package io.sextant.api.metrics;

import io.sextant.contract.observed.EngineWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the windows that deployers report: each minute for two days, each hour's sum for ever. Callers check who may see them. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class EngineHistory {
    /** For so long every minute can be read; before that, hours. */
    public static final Duration MINUTES_KEPT = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    EngineHistory(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Takes a window of a known deployment; one that is there already changes nothing. */
    public void keep(EngineWindow window) {
        if (addMinute(window) && !beginHour(window)) {
            addToHour(window);
        }
    }

    /** Windows that began in the span, oldest first. */
    @Transactional(readOnly = true)
    public List<EngineWindow> minutes(UUID deployment, Instant from, Instant until) {
        return windows(
                "select measured from engine_minute where deployment_id = :deployment and from_at >= :from"
                        + " and from_at < :until order by from_at",
                deployment,
                from,
                until);
    }

    /** Hours that began in the span, oldest first. */
    @Transactional(readOnly = true)
    public List<EngineWindow> hours(UUID deployment, Instant from, Instant until) {
        return windows(
                "select measured from engine_hour where deployment_id = :deployment and hour >= :from"
                        + " and hour < :until order by hour",
                deployment,
                from,
                until);
    }

    private List<EngineWindow> windows(String sql, UUID deployment, Instant from, Instant until) {
        return jdbc.sql(sql)
                .param("deployment", deployment)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, n) -> json.readValue(row.getString("measured"), EngineWindow.class))
                .list();
    }

    private boolean addMinute(EngineWindow window) {
        return counted("""
                        insert into engine_minute (deployment_id, from_at, until_at, prompt_tokens, generated_tokens,
                                                   finished_requests, failed_requests, measured)
                        values (:deployment, :at, :until, :prompt, :generated, :finished, :failed, cast(:measured as jsonb))
                        on conflict on constraint engine_minute_pk do nothing
                        """, window, window.from())
                        .param("until", window.until().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** With each new hour the minutes that are too old go. */
    private boolean beginHour(EngineWindow window) {
        int begun = counted("""
                        insert into engine_hour (deployment_id, hour, prompt_tokens, generated_tokens, finished_requests,
                                                 failed_requests, measured)
                        values (:deployment, :at, :prompt, :generated, :finished, :failed, cast(:measured as jsonb))
                        on conflict on constraint engine_hour_pk do nothing
                        """, window, hour(window)).update();
        if (begun > 0) {
            jdbc.sql("delete from engine_minute where deployment_id = :deployment and from_at < :old")
                    .param("deployment", window.deploymentId())
                    .param("old", hour(window).minus(MINUTES_KEPT).atOffset(ZoneOffset.UTC))
                    .update();
        }
        return begun > 0;
    }

    private void addToHour(EngineWindow window) {
        EngineWindow held = jdbc.sql(
                        "select measured from engine_hour where deployment_id = :deployment and hour = :hour for update")
                .param("deployment", window.deploymentId())
                .param("hour", hour(window).atOffset(ZoneOffset.UTC))
                .query((row, n) -> json.readValue(row.getString("measured"), EngineWindow.class))
                .single();
        EngineWindow sum = EngineSum.of(held, window);
        counted("""
                        update engine_hour
                           set prompt_tokens = :prompt, generated_tokens = :generated, finished_requests = :finished,
                               failed_requests = :failed, measured = cast(:measured as jsonb)
                         where deployment_id = :deployment and hour = :at
                        """, sum, hour(window)).update();
    }

    private JdbcClient.StatementSpec counted(String sql, EngineWindow window, Instant at) {
        return jdbc.sql(sql)
                .param("deployment", window.deploymentId())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("prompt", window.promptTokens())
                .param("generated", window.generatedTokens())
                .param("finished", window.finishedRequests())
                .param("failed", window.failedRequests())
                .param("measured", json.writeValueAsString(window));
    }

    private static Instant hour(EngineWindow window) {
        return window.from().truncatedTo(ChronoUnit.HOURS);
    }
}
