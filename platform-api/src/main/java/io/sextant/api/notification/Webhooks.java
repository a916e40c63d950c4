package io.sextant.api.notification;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.isolation.AllTeams;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Sealing;
import io.sextant.api.tenancy.TeamId;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the webhooks of teams, departments and the organisation, and shows what was sent to each. */
@Service
@Transactional
public class Webhooks {
    private static final int MOST_OF_A_NODE = 10;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final WebhookStore store;
    private final WebhookOutbox outbox;
    private final WebhookAddress addresses;
    private final Sealing sealing;
    private final AuditTrail audit;
    private final Clock clock;

    Webhooks(
            WebhookStore store,
            WebhookOutbox outbox,
            WebhookAddress addresses,
            Sealing sealing,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.addresses = addresses;
        this.sealing = sealing;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those that the caller keeps, by the name of their node. */
    @Transactional(readOnly = true)
    public List<Webhook> visibleTo(Actor actor) {
        return store.all().stream().filter(webhook -> keeps(webhook, actor)).toList();
    }

    @Transactional(readOnly = true)
    public Webhook one(UUID id, Actor actor) {
        return kept(id, actor);
    }

    /** A new one of a team, for its administrators; of a department or the organisation, for platform administrators. */
    public Webhook.WithSecret create(@Nullable String node, @Nullable String url, Actor actor) {
        String slug = node == null ? "" : node.strip();
        UUID nodeId = store.node(slug)
                .filter(found -> actor.may(Permission.VIEW_TEAM, new TeamId(found)))
                .orElseThrow(() -> new PlatformProblem.Invalid(
                        "/node", "unknown", "Choose one of your teams, or a department or the organisation."));
        if (!actor.may(Permission.EDIT_WEBHOOKS, new TeamId(nodeId))) {
            throw new PlatformProblem.Forbidden(
                    "Your role does not allow webhooks of " + slug + " (" + Permission.EDIT_WEBHOOKS + ").",
                    "Ask an administrator of the team, or a platform administrator.");
        }
        URI usable = addresses.usable(url);
        if (store.count(nodeId) >= MOST_OF_A_NODE) {
            throw new PlatformProblem.Conflict(
                    "too-many-webhooks",
                    "It has as many webhooks as it may",
                    slug + " has " + MOST_OF_A_NODE + " webhooks.",
                    "Remove one that is not needed.",
                    Map.of("node", slug, "limit", MOST_OF_A_NODE));
        }
        UUID id = UUID.randomUUID();
        String secret = newSecret();
        store.add(id, nodeId, usable, sealing.seal(secret), actor.displayName(), clock.instant());
        Webhook created = kept(id, actor);
        audit.record(actor.who(), event("create", created).to(told(created)));
        return new Webhook.WithSecret(created, secret);
    }

    /** Another address. */
    public Webhook change(UUID id, int revision, @Nullable String url, Actor actor) {
        Webhook before = kept(id, actor);
        require(store.change(id, revision, addresses.usable(url)), before);
        Webhook after = kept(id, actor);
        audit.record(actor.who(), event("change", after).from(told(before)).to(told(after)));
        return after;
    }

    /** Another secret, from now on; the one before signs nothing any more. */
    public Webhook.WithSecret replaceSecret(UUID id, int revision, Actor actor) {
        Webhook before = kept(id, actor);
        String secret = newSecret();
        require(store.replaceSecret(id, revision, sealing.seal(secret)), before);
        audit.record(actor.who(), event("replace-secret", before));
        return new Webhook.WithSecret(kept(id, actor), secret);
    }

    /** Sends again from now on; what was not sent meanwhile can be sent from the log. */
    public Webhook enable(UUID id, int revision, Actor actor) {
        Webhook before = kept(id, actor);
        require(store.enable(id, revision), before);
        Webhook after = kept(id, actor);
        audit.record(actor.who(), event("enable", after).from(told(before)).to(told(after)));
        return after;
    }

    /** Takes it away with its log. */
    public void remove(UUID id, int revision, Actor actor) {
        Webhook before = kept(id, actor);
        require(store.remove(id, revision), before);
        audit.record(actor.who(), event("remove", before).from(told(before)));
    }

    /** Sends something to see it work by; it is in the log within seconds. */
    public void test(UUID id, Actor actor) {
        Webhook webhook = inUse(id, actor);
        outbox.addTest(webhook, clock.instant());
        audit.record(actor.who(), event("test", webhook));
    }

    /** Sends the same once more. */
    public void redeliver(UUID id, UUID delivery, Actor actor) {
        Webhook webhook = inUse(id, actor);
        if (!outbox.again(id, delivery, clock.instant())) {
            throw new PlatformProblem.NotFound("delivery", delivery.toString(), "The webhook's log lists them.");
        }
        audit.record(actor.who(), event("redeliver", webhook).to(Map.of("delivery", delivery)));
    }

    /** What was sent to it, newest first. */
    @Transactional(readOnly = true)
    public Page<WebhookDelivery> deliveries(UUID id, PageRequest page, Actor actor) {
        kept(id, actor);
        List<WebhookDelivery> found = store.deliveries(id, position(page.after()), page.size() + 1);
        if (found.size() <= page.size()) {
            return Page.whole(found);
        }
        List<WebhookDelivery> items = found.subList(0, page.size());
        return new Page<>(
                items,
                PageRequest.tokenFor(
                        items.getLast().createdAt() + " " + items.getLast().id()));
    }

    private static WebhookStore.@Nullable Position position(@Nullable String key) {
        if (key == null) {
            return null;
        }
        try {
            int space = key.indexOf(' ');
            return new WebhookStore.Position(
                    Instant.parse(key.substring(0, Math.max(0, space))), UUID.fromString(key.substring(space + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new PlatformProblem.Invalid(
                    "page_token",
                    "malformed",
                    "page_token is not one that this list gave out; leave it out to begin anew.");
        }
    }

    private Webhook inUse(UUID id, Actor actor) {
        Webhook webhook = kept(id, actor);
        if (webhook.disabled()) {
            throw new PlatformProblem.Conflict(
                    "webhook-disabled",
                    "The webhook is switched off",
                    "Nothing is sent to " + webhook.url() + ": " + webhook.disabledReason(),
                    "Switch it on again first.",
                    Map.of("webhook", id.toString()));
        }
        return webhook;
    }

    private Webhook kept(UUID id, Actor actor) {
        Webhook webhook = store.find(id).orElseThrow(() -> absent(id));
        if (!keeps(webhook, actor)) {
            throw PlatformProblem.NotFound.hidden("webhook", id.toString(), "GET /api/v1/webhooks lists yours.");
        }
        return webhook;
    }

    private static boolean keeps(Webhook webhook, Actor actor) {
        // Only platform roles reach beyond a team, and they do with any node.
        return actor.may(Permission.EDIT_WEBHOOKS, new TeamId(webhook.nodeId()));
    }

    private static void require(boolean changed, Webhook seen) {
        if (!changed) {
            throw new PlatformProblem.StaleVersion("The webhook of " + seen.nodeName() + " was changed meanwhile.");
        }
    }

    private PlatformProblem absent(UUID id) {
        String remedy = "GET /api/v1/webhooks lists yours.";
        return AllTeams.call(() -> store.find(id)).isPresent()
                ? PlatformProblem.NotFound.hidden("webhook", id.toString(), remedy)
                : new PlatformProblem.NotFound("webhook", id.toString(), remedy);
    }

    private static AuditEvent event(String verb, Webhook webhook) {
        return AuditEvent.of("webhook." + verb, "webhook", webhook.id()).inTeam(webhook.node());
    }

    private static Map<String, Object> told(Webhook webhook) {
        return Map.of("node", webhook.node(), "url", webhook.url(), "disabled", webhook.disabled());
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
