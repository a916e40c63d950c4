package io.sextant.api.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.tenancy.Sealing;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What waits to be sent to webhooks, and what came of it. */
@Repository
class WebhookOutbox {
    static final String TEST = "TEST";

    private static final String ADD = """
            insert into webhook_delivery (id, webhook_id, kind, once_key, title, body, created_at, state, attempts, next_at)
            values (:id, :webhook, :kind, :key, :title, :body, :now, 'WAITING', 0, :now)
                on conflict on constraint webhook_delivery_once do nothing
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Sealing sealing;
    private final NotificationSettings settings;

    WebhookOutbox(JdbcClient jdbc, JsonMapper json, Sealing sealing, NotificationSettings settings) {
        this.jdbc = jdbc;
        this.json = json;
        this.sealing = sealing;
        this.settings = settings;
    }

    /** For each webhook of the node and of those above it that is in use. */
    void add(Notice notice, UUID node, Instant now) {
        String about = slug(node);
        for (UUID webhook : listening(node)) {
            add(
                    webhook,
                    notice.kind().name(),
                    notice.onceKey(),
                    notice.title(),
                    notice.text(),
                    notice.path(),
                    about,
                    now);
        }
    }

    /** Something to see it work by. */
    void addTest(Webhook webhook, Instant now) {
        add(
                webhook.id(),
                TEST,
                TEST + "/" + UUID.randomUUID(),
                "A test of this webhook",
                "Somebody asked Sextant to send this, to see that it arrives.",
                "/webhooks/" + webhook.id(),
                webhook.node(),
                now);
    }

    private void add(
            UUID webhook, String kind, String key, String title, String text, String path, String node, Instant now) {
        UUID id = UUID.randomUUID();
        Body body = new Body(id, kind, title, text, node, settings.link(path), now);
        jdbc.sql(ADD)
                .param("id", id)
                .param("webhook", webhook)
                .param("kind", kind)
                .param("key", key)
                .param("title", title)
                .param("body", json.writeValueAsString(body))
                .param("now", NoticeStore.utc(now))
                .update();
    }

    private List<UUID> listening(UUID node) {
        return jdbc.sql("""
                        with recursive path (id, parent_id) as (
                            select id, parent_id from org_node where id = :node
                            union all
                            select n.id, n.parent_id from path p join org_node n on n.id = p.parent_id
                        )
                        select w.id from webhook w where w.node_id in (select id from path) and w.disabled_at is null order by w.id
                        """).param("node", node).query(UUID.class).list();
    }

    private String slug(UUID node) {
        return jdbc.sql("select slug from org_node where id = :node")
                .param("node", node)
                .query(String.class)
                .single();
    }

    /** Takes the next delivery that is due, so that nobody else does until then. */
    Optional<Due> take(Instant now, Instant until) {
        return jdbc.sql("""
                        with taken as (
                            update webhook_delivery
                               set attempts = attempts + 1, next_at = :until
                             where id = (
                                       select d.id
                                         from webhook_delivery d
                                         join webhook w on w.id = d.webhook_id
                                        where d.state = 'WAITING' and d.next_at <= :now and w.disabled_at is null
                                        order by d.next_at, d.id
                                        limit 1
                                          for update of d skip locked)
                            returning id, webhook_id, kind, body, attempts)
                        select t.*, w.url, w.secret
                          from taken t
                          join webhook w on w.id = t.webhook_id
                        """)
                .param("now", NoticeStore.utc(now))
                .param("until", NoticeStore.utc(until))
                .query((row, n) -> new Due(
                        row.getObject("id", UUID.class),
                        row.getObject("webhook_id", UUID.class),
                        row.getString("kind"),
                        row.getString("body"),
                        row.getInt("attempts"),
                        URI.create(row.getString("url")),
                        sealing.open(row.getString("secret"))))
                .optional();
    }

    @Transactional
    void delivered(Due delivery, WebhookDelivery.Attempt attempt) {
        log(delivery, attempt);
        jdbc.sql("update webhook_delivery set state = 'DELIVERED' where id = :id")
                .param("id", delivery.id())
                .update();
        jdbc.sql("update webhook set failing_since = null where id = :id and failing_since is not null")
                .param("id", delivery.webhook())
                .update();
    }

    /** Since when the webhook only fails. */
    @Transactional
    Instant failed(Due delivery, WebhookDelivery.Attempt attempt, boolean giveUp, Instant again) {
        log(delivery, attempt);
        jdbc.sql("update webhook_delivery set state = :state, next_at = :again where id = :id")
                .param("state", giveUp ? "GIVEN_UP" : "WAITING")
                .param("again", NoticeStore.utc(again))
                .param("id", delivery.id())
                .update();
        return jdbc.sql("""
                        update webhook set failing_since = coalesce(failing_since, :at) where id = :id
                        returning failing_since
                        """)
                .param("at", NoticeStore.utc(attempt.at()))
                .param("id", delivery.webhook())
                .query((row, n) ->
                        row.getObject("failing_since", OffsetDateTime.class).toInstant())
                .optional()
                .orElse(attempt.at());
    }

    private void log(Due delivery, WebhookDelivery.Attempt attempt) {
        jdbc.sql("""
                        insert into webhook_attempt (delivery_id, number, at, status, latency_ms, problem)
                        select d.id, 1 + (select count(*) from webhook_attempt a where a.delivery_id = d.id), :at, :status,
                               :latency, :problem
                          from webhook_delivery d
                         where d.id = :id
                        """)
                .param("id", delivery.id())
                .param("at", NoticeStore.utc(attempt.at()))
                .param("status", attempt.status())
                .param("latency", attempt.latencyMs())
                .param("problem", attempt.problem())
                .update();
    }

    /** Sends it once more, with as many attempts as at first; false where it is not this webhook's. */
    boolean again(UUID webhook, UUID delivery, Instant now) {
        return jdbc.sql("""
                        update webhook_delivery set state = 'WAITING', attempts = 0, next_at = :now
                         where id = :id and webhook_id = :webhook
                        """)
                        .param("now", NoticeStore.utc(now))
                        .param("id", delivery)
                        .param("webhook", webhook)
                        .update()
                > 0;
    }

    /** What waits for a webhook that was switched off is not sent when it is on again, years later perhaps. */
    void giveUp(UUID webhook) {
        jdbc.sql("update webhook_delivery set state = 'GIVEN_UP' where webhook_id = :webhook and state = 'WAITING'")
                .param("webhook", webhook)
                .update();
    }

    void forget(Instant createdBefore) {
        jdbc.sql("delete from webhook_delivery where created_at < :before")
                .param("before", NoticeStore.utc(createdBefore))
                .update();
    }

    /**
     * What a receiver gets.
     *
     * @param id of the delivery: the same with each attempt, so that a receiver can tell what it has seen
     * @param node slug of what it is about
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Body(UUID id, String kind, String title, String text, String node, String url, Instant toldAt) {}

    /** A delivery that was taken. */
    record Due(UUID id, UUID webhook, String kind, String body, int attempts, URI url, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Due[" + id + "]";
        }
    }
}
