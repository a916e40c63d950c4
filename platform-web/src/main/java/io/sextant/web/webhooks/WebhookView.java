package io.sextant.web.webhooks;

import io.sextant.api.notification.Webhook;
import io.sextant.web.layout.Dates;
import org.jspecify.annotations.Nullable;

/** A webhook in finished strings. */
record WebhookView(
        String path,
        String node,
        String url,
        String created,
        String tone,
        String state,
        @Nullable String trouble,
        boolean disabled,
        int revision) {
    static WebhookView of(Webhook webhook) {
        boolean failing = webhook.failingSince() != null;
        return new WebhookView(
                "/webhooks/" + webhook.id(),
                webhook.nodeName(),
                webhook.url(),
                Dates.moment(webhook.createdAt()) + " by " + webhook.createdBy(),
                webhook.disabled() ? "danger" : failing ? "attention" : "ok",
                webhook.disabled() ? "Switched off" : failing ? "Failing" : "In use",
                trouble(webhook),
                webhook.disabled(),
                webhook.revision());
    }

    private static @Nullable String trouble(Webhook webhook) {
        if (webhook.disabledReason() != null) {
            return webhook.disabledReason();
        }
        return webhook.failingSince() == null ? null : "It fails since " + Dates.moment(webhook.failingSince()) + ".";
    }
}
