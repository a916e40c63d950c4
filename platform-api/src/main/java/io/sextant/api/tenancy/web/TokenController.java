package io.sextant.api.tenancy.web;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Tokens;
import io.sextant.api.tenancy.UserId;
import io.sextant.api.tenancy.UserToken;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's API tokens, and with {@code account} those of a service account of their team. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokenController {
    private final Tokens tokens;

    TokenController(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @Requires.AnyUser
    List<TokenBody> list(@RequestParam(required = false) @Nullable UUID account, Actor actor) {
        return tokens.of(of(account, actor), actor).stream().map(TokenBody::of).toList();
    }

    @PostMapping
    @Requires.AnyUser
    ResponseEntity<IssuedBody> issue(
            @RequestParam(required = false) @Nullable UUID account, @RequestBody UserToken.Draft draft, Actor actor) {
        return answer(tokens.issue(of(account, actor), draft, actor));
    }

    @PostMapping("/{token}/rotation")
    @Requires.AnyUser
    ResponseEntity<IssuedBody> rotate(@PathVariable String token, Actor actor) {
        return answer(tokens.rotate(token, actor));
    }

    @DeleteMapping("/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires.AnyUser
    void revoke(@PathVariable String token, Actor actor) {
        tokens.revoke(token, actor);
    }

    private static UserId of(@Nullable UUID account, Actor actor) {
        return account == null ? actor.id() : new UserId(account);
    }

    private static ResponseEntity<IssuedBody> answer(UserToken.Issued issued) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new IssuedBody(issued.text(), TokenBody.of(issued.token())));
    }

    /** A token with its secret, this once. */
    record IssuedBody(String token, TokenBody description) {}

    record TokenBody(
            String id,
            String name,
            @Nullable String team,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt,
            @Nullable String rotatedTo) {
        static TokenBody of(UserToken token) {
            Team team = token.team();
            return new TokenBody(
                    token.id(),
                    token.name(),
                    team == null ? null : team.slug(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt(),
                    token.revokedAt(),
                    token.rotatedTo());
        }
    }
}
