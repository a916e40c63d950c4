package io.sextant.api.notification.web;

import io.sextant.api.notification.Webhook;
import io.sextant.api.notification.WebhookDelivery;
import io.sextant.api.notification.Webhooks;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.net.URI;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks of teams, departments and the organisation. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {
    private static final String PATH = "/api/v1/webhooks";

    private final Webhooks webhooks;

    WebhookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GetMapping
    @Requires(Permission.EDIT_WEBHOOKS)
    Page<Webhook> list(
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        return Page.of(
                webhooks.visibleTo(actor).stream()
                        .sorted(Comparator.comparing(WebhookController::key))
                        .toList(),
                WebhookController::key,
                PageRequest.of(pageSize, pageToken));
    }

    /** The answer holds the secret, this once. */
    @PostMapping
    @Requires(Permission.EDIT_WEBHOOKS)
    ResponseEntity<Webhook.WithSecret> create(@RequestBody Draft draft, Actor actor) {
        Webhook.WithSecret created = webhooks.create(draft.node(), draft.url(), actor);
        return ResponseEntity.created(URI.create(PATH + "/" + created.webhook().id()))
                .eTag(etag(created.webhook()))
                .body(created);
    }

    @GetMapping("/{id}")
    @Requires(Permission.EDIT_WEBHOOKS)
    ResponseEntity<Webhook> one(@PathVariable UUID id, Actor actor) {
        return answer(webhooks.one(id, actor));
    }

    @PutMapping("/{id}")
    @Requires(Permission.EDIT_WEBHOOKS)
    ResponseEntity<Webhook> change(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Address address,
            Actor actor) {
        return answer(webhooks.change(id, EntityRevision.required(ifMatch).number(), address.url(), actor));
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.EDIT_WEBHOOKS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        webhooks.remove(id, EntityRevision.required(ifMatch).number(), actor);
    }

    /** Another secret at once; the answer holds it, this once. */
    @PostMapping("/{id}/secret")
    @Requires(Permission.EDIT_WEBHOOKS)
    ResponseEntity<Webhook.WithSecret> replaceSecret(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        Webhook.WithSecret replaced =
                webhooks.replaceSecret(id, EntityRevision.required(ifMatch).number(), actor);
        return ResponseEntity.ok().eTag(etag(replaced.webhook())).body(replaced);
    }

    /** Switches it on again. */
    @PostMapping("/{id}/enabling")
    @Requires(Permission.EDIT_WEBHOOKS)
    ResponseEntity<Webhook> enable(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        return answer(webhooks.enable(id, EntityRevision.required(ifMatch).number(), actor));
    }

    /** Accepted, not done: what came of it is in the log. */
    @PostMapping("/{id}/test")
    @Requires(Permission.EDIT_WEBHOOKS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void test(@PathVariable UUID id, Actor actor) {
        webhooks.test(id, actor);
    }

    @GetMapping("/{id}/deliveries")
    @Requires(Permission.EDIT_WEBHOOKS)
    Page<WebhookDelivery> deliveries(
            @PathVariable UUID id,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        return webhooks.deliveries(id, PageRequest.of(pageSize, pageToken), actor);
    }

    @PostMapping("/{id}/deliveries/{delivery}/redelivery")
    @Requires(Permission.EDIT_WEBHOOKS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void redeliver(@PathVariable UUID id, @PathVariable UUID delivery, Actor actor) {
        webhooks.redeliver(id, delivery, actor);
    }

    private static ResponseEntity<Webhook> answer(Webhook webhook) {
        return ResponseEntity.ok().eTag(etag(webhook)).body(webhook);
    }

    private static String etag(Webhook webhook) {
        return new EntityRevision(webhook.revision()).etag();
    }

    private static String key(Webhook webhook) {
        return webhook.nodeName() + " " + webhook.url() + " " + webhook.id();
    }

    /** A new one: slug of its node, and where to. */
    record Draft(@Nullable String node, @Nullable String url) {}

    record Address(@Nullable String url) {}
}
