package io.sextant.api.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was sent to a webhook, or is to be.
 *
 * @param nextAttemptAt absent where nothing more is tried
 * @param attempts the latest first, ten at most
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookDelivery(
        UUID id,
        String kind,
        String title,
        Instant createdAt,
        State state,
        @Nullable Instant nextAttemptAt,
        List<Attempt> attempts) {
    public WebhookDelivery {
        attempts = List.copyOf(attempts);
    }

    /** How far it is. */
    public enum State {
        WAITING("Waiting"),
        DELIVERED("Delivered"),
        GIVEN_UP("Given up");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /**
     * One attempt.
     *
     * @param number from 1
     * @param status of HTTP; absent where nothing answered
     * @param problem why it counts as failed; absent where it worked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Attempt(
            int number,
            Instant at,
            @Nullable Integer status,
            long latencyMs,
            @Nullable String problem) {}
}
