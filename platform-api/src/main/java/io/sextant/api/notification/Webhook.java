package io.sextant.api.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a node of the organisation wants to be told.
 *
 * @param node slug; it is told of what concerns that node and all below it
 * @param failingSince first failed attempt since the last one that worked
 * @param disabledReason present with {@code disabledAt}, while nothing is sent
 * @param revision to be named by who changes it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Webhook(
        UUID id,
        UUID nodeId,
        String node,
        String nodeName,
        String url,
        String createdBy,
        Instant createdAt,
        @Nullable Instant failingSince,
        @Nullable Instant disabledAt,
        @Nullable String disabledReason,
        int revision) {
    /** Nothing is sent to it. */
    public boolean disabled() {
        return disabledAt != null;
    }

    /**
     * A webhook with a secret that was made just now.
     *
     * @param secret signs what is sent; shown this once
     */
    public record WithSecret(Webhook webhook, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "WithSecret[" + webhook + "]";
        }
    }
}
