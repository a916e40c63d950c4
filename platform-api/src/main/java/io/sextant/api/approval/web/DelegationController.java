package io.sextant.api.approval.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.approval.Delegation;
import io.sextant.api.approval.Delegations;
import io.sextant.api.paging.Page;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who decides with whose right for a time. */
@RestController
@RequestMapping(DelegationController.PATH)
class DelegationController {
    static final String PATH = "/api/v1/approval-delegations";

    private final Delegations delegations;

    DelegationController(Delegations delegations) {
        this.delegations = delegations;
    }

    /** Those that who asks gave or was given, newest first. */
    @GetMapping
    @Requires(Permission.VIEW_TEAM)
    Page<Body> list(Actor actor) {
        return Page.whole(delegations.of(actor).stream().map(Body::of).toList());
    }

    @PostMapping
    @Requires(Permission.APPROVE)
    ResponseEntity<Body> name(
            @RequestHeader(name = CreationKey.HEADER, required = false) @Nullable String key,
            @RequestBody Named request,
            Actor actor) {
        Delegation made = delegations.name(
                request.delegate(), request.startsAt(), request.endsAt(), CreationKey.required(key), actor);
        return ResponseEntity.created(URI.create(PATH + "/" + made.id())).body(Body.of(made));
    }

    /** Takes it back; what was decided with it stands. */
    @DeleteMapping("/{id}")
    @Requires(Permission.VIEW_TEAM)
    Body end(@PathVariable UUID id, Actor actor) {
        return Body.of(delegations.end(id, actor));
    }

    /**
     * A delegation as it is asked for.
     *
     * @param delegate sign-in name
     * @param startsAt now, where it is left out
     */
    record Named(
            @Nullable String delegate,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {}

    /** A delegation as it is answered. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            UUID id,
            String from,
            String to,
            Instant startsAt,
            Instant endsAt,
            @Nullable Instant endedAt) {
        static Body of(Delegation delegation) {
            return new Body(
                    delegation.id(),
                    delegation.fromName(),
                    delegation.toName(),
                    delegation.startsAt(),
                    delegation.endsAt(),
                    delegation.endedAt());
        }
    }
}
