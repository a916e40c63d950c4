package io.sextant.api.notification;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import io.sextant.api.tenancy.Permission;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Switches a webhook off that has failed for long, and tells who keeps it. */
@Service
@Transactional
class DisableWebhook {
    private final WebhookStore store;
    private final WebhookOutbox outbox;
    private final Notices notices;
    private final AuditTrail audit;
    private final Clock clock;

    DisableWebhook(WebhookStore store, WebhookOutbox outbox, Notices notices, AuditTrail audit, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    void disable(UUID id, Instant failingSince, String lastProblem) {
        String reason = "It has only failed since %s. The last time: %s".formatted(failingSince, lastProblem);
        if (!store.disable(id, reason, clock.instant())) {
            return;
        }
        outbox.giveUp(id);
        Webhook webhook = store.find(id).orElseThrow();
        audit.record(
                Who.platform(),
                AuditEvent.of("webhook.disable", "webhook", id)
                        .inTeam(webhook.node())
                        .from(Map.of("url", webhook.url(), "failingSince", failingSince))
                        .because(reason));
        notices.tell(new Notice(
                NoticeKind.WEBHOOK_TROUBLE,
                "webhook/" + id + "/" + failingSince,
                new Audience.Holders(Permission.EDIT_WEBHOOKS, webhook.nodeId()),
                "A webhook of " + webhook.nodeName() + " is switched off",
                webhook.url() + " gets nothing any more. " + reason + " Mend it and switch it on again.",
                "/webhooks/" + id));
    }
}
