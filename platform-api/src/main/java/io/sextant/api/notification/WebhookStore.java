package io.sextant.api.notification;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Webhooks as they are kept, and the log of their deliveries. */
@Repository
class WebhookStore {
    private static final String SELECT = """
            select w.*, n.slug, n.name
              from webhook w
              join org_node n on n.id = w.node_id
            """;
    private static final int ATTEMPTS_SHOWN = 10;

    private final JdbcClient jdbc;

    WebhookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Webhook> all() {
        return jdbc.sql(SELECT + "order by n.name, w.url, w.id")
                .query((row, n) -> webhook(row))
                .list();
    }

    Optional<Webhook> find(UUID id) {
        return jdbc.sql(SELECT + "where w.id = :id")
                .param("id", id)
                .query((row, n) -> webhook(row))
                .optional();
    }

    Optional<UUID> node(String slug) {
        return jdbc.sql("select id from org_node where slug = :slug and archived_at is null")
                .param("slug", slug)
                .query(UUID.class)
                .optional();
    }

    int count(UUID node) {
        return jdbc.sql("select count(*) from webhook where node_id = :node")
                .param("node", node)
                .query(Integer.class)
                .single();
    }

    void add(UUID id, UUID node, URI url, String sealedSecret, String by, Instant now) {
        jdbc.sql("""
                        insert into webhook (id, node_id, url, secret, created_by, created_at, revision)
                        values (:id, :node, :url, :secret, :by, :now, 1)
                        """)
                .param("id", id)
                .param("node", node)
                .param("url", url.toString())
                .param("secret", sealedSecret)
                .param("by", by)
                .param("now", NoticeStore.utc(now))
                .update();
    }

    /** Another address; false if it was changed since that revision. */
    boolean change(UUID id, int revision, URI url) {
        return update("url = :value", id, revision, url.toString());
    }

    boolean replaceSecret(UUID id, int revision, String sealedSecret) {
        return update("secret = :value", id, revision, sealedSecret);
    }

    boolean enable(UUID id, int revision) {
        return jdbc.sql("""
                        update webhook
                           set disabled_at = null, disabled_reason = null, failing_since = null, revision = revision + 1
                         where id = :id and revision = :revision
                        """).param("id", id).param("revision", revision).update() > 0;
    }

    /** False if it is already. */
    boolean disable(UUID id, String reason, Instant now) {
        return jdbc.sql("""
                        update webhook set disabled_at = :now, disabled_reason = :reason, revision = revision + 1
                         where id = :id and disabled_at is null
                        """)
                        .param("now", NoticeStore.utc(now))
                        .param("reason", reason)
                        .param("id", id)
                        .update()
                > 0;
    }

    boolean remove(UUID id, int revision) {
        return jdbc.sql("delete from webhook where id = :id and revision = :revision")
                        .param("id", id)
                        .param("revision", revision)
                        .update()
                > 0;
    }

    private boolean update(String assignment, UUID id, int revision, String value) {
        return jdbc.sql("update webhook set " + assignment
                                + ", revision = revision + 1 where id = :id and revision = :revision")
                        .param("value", value)
                        .param("id", id)
                        .param("revision", revision)
                        .update()
                > 0;
    }

    /** The log, newest first. */
    List<WebhookDelivery> deliveries(UUID webhook, @Nullable Position after, int size) {
        List<WebhookDelivery> found = jdbc.sql("""
                        select * from webhook_delivery
                         where webhook_id = :webhook
                           and (cast(:at as timestamptz) is null
                                or (created_at, id) < (cast(:at as timestamptz), cast(:id as uuid)))
                         order by created_at desc, id desc
                         limit :size
                        """)
                .param("webhook", webhook)
                .param("at", after == null ? null : after.createdAt().toString())
                .param("id", after == null ? null : after.id().toString())
                .param("size", size)
                .query((row, n) -> delivery(row))
                .list();
        Map<UUID, List<WebhookDelivery.Attempt>> attempts =
                attempts(found.stream().map(WebhookDelivery::id).toList());
        return found.stream()
                .map(delivery -> new WebhookDelivery(
                        delivery.id(),
                        delivery.kind(),
                        delivery.title(),
                        delivery.createdAt(),
                        delivery.state(),
                        delivery.nextAttemptAt(),
                        attempts.getOrDefault(delivery.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<WebhookDelivery.Attempt>> attempts(List<UUID> deliveries) {
        if (deliveries.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        select * from (
                            select a.*, row_number() over (partition by delivery_id order by number desc) as rank
                              from webhook_attempt a
                             where a.delivery_id in (:deliveries)) latest
                         where rank <= :shown
                         order by delivery_id, number desc
                        """)
                .param("deliveries", deliveries)
                .param("shown", ATTEMPTS_SHOWN)
                .query((row, n) -> Map.entry(
                        row.getObject("delivery_id", UUID.class),
                        new WebhookDelivery.Attempt(
                                row.getInt("number"),
                                moment(row, "at"),
                                row.getObject("status", Integer.class),
                                row.getLong("latency_ms"),
                                row.getString("problem"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toCollection(ArrayList::new))))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    private static WebhookDelivery delivery(ResultSet row) throws SQLException {
        WebhookDelivery.State state = WebhookDelivery.State.valueOf(row.getString("state"));
        return new WebhookDelivery(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("title"),
                moment(row, "created_at"),
                state,
                state == WebhookDelivery.State.WAITING ? moment(row, "next_at") : null,
                List.of());
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getObject("node_id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                row.getString("url"),
                row.getString("created_by"),
                moment(row, "created_at"),
                NoticeStore.instant(row, "failing_since"),
                NoticeStore.instant(row, "disabled_at"),
                row.getString("disabled_reason"),
                row.getInt("revision"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The last delivery of a page. */
    record Position(Instant createdAt, UUID id) {}
}
