package io.sextant.api.tenancy.web;

import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.problem.web.EntityRevision;
import io.sextant.api.tenancy.Account;
import io.sextant.api.tenancy.AccountKind;
import io.sextant.api.tenancy.Accounts;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.tenancy.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.bind.annotation.RestController;

/** Accounts, for platform administrators. */
@RestController
@RequestMapping(AccountController.PATH)
class AccountController {
    static final String PATH = "/api/v1/accounts";

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    @Requires(Permission.ADMINISTER)
    Page<AccountBody> list(
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            Actor actor) {
        return Page.of(accounts.all(actor), Account::username, PageRequest.of(pageSize, pageToken))
                .map(AccountBody::of);
    }

    @GetMapping("/{id}")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<AccountBody> one(@PathVariable UUID id, Actor actor) {
        return answer(accounts.one(new UserId(id), actor));
    }

    @PostMapping
    @Requires(Permission.ADMINISTER)
    ResponseEntity<CreatedBody> create(@RequestBody Wanted wanted, Actor actor) {
        Accounts.WithPassword made =
                accounts.create(wanted.username(), wanted.displayName(), wanted.rolesOrNone(), actor);
        return ResponseEntity.created(URI.create(PATH + "/" + made.account().id()))
                .eTag(etag(made.account()))
                .cacheControl(CacheControl.noStore())
                .body(CreatedBody.of(made));
    }

    @PostMapping("/{id}/password-reset")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<CreatedBody> resetPassword(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        Accounts.WithPassword reset = accounts.resetPassword(new UserId(id), revision(ifMatch), actor);
        return ResponseEntity.ok()
                .eTag(etag(reset.account()))
                .cacheControl(CacheControl.noStore())
                .body(CreatedBody.of(reset));
    }

    @PostMapping("/{id}/provider-link")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<AccountBody> expectLink(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        return answer(accounts.expectLink(new UserId(id), revision(ifMatch), actor));
    }

    @PutMapping("/{id}/roles")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<AccountBody> assignRoles(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Set<PlatformRole> roles,
            Actor actor) {
        return answer(accounts.assignRoles(new UserId(id), revision(ifMatch), roles, actor));
    }

    @PostMapping("/{id}/suspension")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<AccountBody> disable(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        return answer(accounts.disable(new UserId(id), revision(ifMatch), actor));
    }

    @DeleteMapping("/{id}/suspension")
    @Requires(Permission.ADMINISTER)
    ResponseEntity<AccountBody> enable(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        return answer(accounts.enable(new UserId(id), revision(ifMatch), actor));
    }

    private static int revision(@Nullable String ifMatch) {
        return EntityRevision.required(ifMatch).number();
    }

    private static ResponseEntity<AccountBody> answer(Account account) {
        return ResponseEntity.ok().eTag(etag(account)).body(AccountBody.of(account));
    }

    private static String etag(Account account) {
        return new EntityRevision(account.revision()).etag();
    }

    record Wanted(
            @Nullable String username,
            @Nullable String displayName,
            @Nullable Set<PlatformRole> platformRoles) {
        Set<PlatformRole> rolesOrNone() {
            return platformRoles == null ? Set.of() : platformRoles;
        }
    }

    /** An account with the password to sign in with once. */
    record CreatedBody(AccountBody account, String password, Instant passwordExpiresAt) {
        static CreatedBody of(Accounts.WithPassword made) {
            return new CreatedBody(AccountBody.of(made.account()), made.password(), made.expiresAt());
        }
    }

    record AccountBody(
            UUID id,
            String username,
            String displayName,
            AccountKind kind,
            Set<PlatformRole> platformRoles,
            Set<PlatformRole> claimedPlatformRoles,
            Map<String, TeamRole> teams,
            boolean disabled,
            boolean passwordDue,
            boolean password,
            List<String> issuers,
            @Nullable Instant linkUntil,
            Instant createdAt,
            @Nullable Instant lastSignInAt) {
        static AccountBody of(Account account) {
            Map<String, TeamRole> teams = new TreeMap<>();
            account.memberships()
                    .forEach(membership -> teams.put(membership.team().slug(), membership.role()));
            return new AccountBody(
                    account.id().value(),
                    account.username(),
                    account.displayName(),
                    account.kind(),
                    account.platformRoles(),
                    account.claimedPlatformRoles(),
                    teams,
                    account.disabled(),
                    account.passwordDue(),
                    account.password(),
                    account.issuers(),
                    account.linkUntil(),
                    account.createdAt(),
                    account.lastSignInAt());
        }
    }
}
