package io.sextant.api.deployment;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Remembers which submission or change a key stood for, so that repeating one does it once. */
@Component
class SubmissionKeys {
    private static final int LONGEST = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    SubmissionKeys(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** The deployment that the same key and the same request made or changed before; refuses a key used for something else. */
    Optional<DeploymentId> earlier(UserId user, String key, Object request) {
        requireForm(key);
        claim(user, key);
        return jdbc.sql("select request_digest, deployment_id from submission_key where user_id = :user and key = :key")
                .param("user", user.value())
                .param("key", key)
                .query((row, n) -> {
                    if (!row.getString("request_digest").equals(digest(request))) {
                        throw reused(key);
                    }
                    return new DeploymentId(row.getObject("deployment_id", UUID.class));
                })
                .optional();
    }

    static void requireForm(String key) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new PlatformProblem.Invalid(
                    "Idempotency-Key", "out-of-range", "Idempotency-Key has 1 to " + LONGEST + " characters.");
        }
    }

    void remember(UserId user, String key, Object request, DeploymentId deployment) {
        jdbc.sql("""
                        insert into submission_key (user_id, key, request_digest, deployment_id, created_at)
                        values (:user, :key, :digest, :deployment, :now)
                        """)
                .param("user", user.value())
                .param("key", key)
                .param("digest", digest(request))
                .param("deployment", deployment.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Held until the transaction ends, however it ends. */
    private void claim(UserId user, String key) {
        boolean claimed = jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", "submission " + user + " " + key)
                .query(Boolean.class)
                .single();
        if (!claimed) {
            throw new PlatformProblem.Conflict(
                    "submission-in-flight",
                    "The same request is being carried out",
                    "A request with this Idempotency-Key has not been answered yet.",
                    "Wait a moment and send it again; you will get the answer of the first.",
                    Map.of());
        }
    }

    private static PlatformProblem reused(String key) {
        return new PlatformProblem.Infeasible(
                "idempotency-key-reused",
                "Idempotency-Key was used for another request",
                "The key \"" + key + "\" stands for another request.",
                "Use a new key for a new request.",
                Map.of());
    }

    private String digest(Object request) {
        try {
            byte[] body = json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
