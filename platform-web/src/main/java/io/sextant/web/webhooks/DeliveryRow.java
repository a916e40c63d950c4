package io.sextant.web.webhooks;

import io.sextant.api.notification.WebhookDelivery;
import io.sextant.web.layout.Dates;
import java.util.List;
import java.util.UUID;

/** A delivery as the log shows it, with its latest attempts. */
record DeliveryRow(
        UUID id,
        String title,
        String kind,
        String created,
        String tone,
        String state,
        String next,
        List<AttemptRow> attempts) {
    static DeliveryRow of(WebhookDelivery delivery) {
        return new DeliveryRow(
                delivery.id(),
                delivery.title(),
                delivery.kind(),
                Dates.moment(delivery.createdAt()),
                switch (delivery.state()) {
                    case WAITING -> "progress";
                    case DELIVERED -> "ok";
                    case GIVEN_UP -> "danger";
                },
                delivery.state().label(),
                delivery.nextAttemptAt() == null ? "" : "next " + Dates.moment(delivery.nextAttemptAt()),
                delivery.attempts().stream().map(AttemptRow::of).toList());
    }

    record AttemptRow(String number, String at, String status, String latency, String problem) {
        static AttemptRow of(WebhookDelivery.Attempt attempt) {
            return new AttemptRow(
                    Integer.toString(attempt.number()),
                    Dates.moment(attempt.at()),
                    attempt.status() == null ? "none" : attempt.status().toString(),
                    attempt.latencyMs() + " ms",
                    attempt.problem() == null ? "" : attempt.problem());
        }
    }
}
