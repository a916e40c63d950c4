package io.sextant.api.tenancy;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Issues API tokens and tells whom a presented token stands for. */
@Service
public class Tokens {
    private static final Pattern FORM = Pattern.compile("sxt_([a-z0-9]{12})_([A-Za-z0-9_-]{43})");

    private final ApiTokens tokens;
    private final UserAccounts accounts;
    private final TokenHash hash;
    private final SecuritySettings settings;
    private final Clock clock;

    Tokens(ApiTokens tokens, UserAccounts accounts, TokenHash hash, SecuritySettings settings, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.hash = hash;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new token of the user; the returned text is shown once and kept nowhere. */
    @Transactional
    public String issue(UserId user, String name) {
        Instant now = clock.instant();
        String id = hash.newId();
        String secret = hash.newSecret();
        tokens.save(new ApiToken(id, user.value(), name, hash.of(secret), now, now.plus(settings.tokenLifetime())));
        return "sxt_" + id + "_" + secret;
    }

    /** Voids the user's tokens of that name. */
    @Transactional
    public void revoke(UserId user, String name) {
        Instant now = clock.instant();
        tokens.findByUserIdAndName(user.value(), name).forEach(token -> token.revoke(now));
    }

    /** The user a presented token stands for; empty when it is malformed, unknown, expired or revoked. */
    @Transactional
    public Optional<Actor> authenticate(String presented) {
        Matcher form = FORM.matcher(presented);
        if (!form.matches()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return tokens.findById(form.group(1))
                .filter(token -> hash.matches(form.group(2), token.secretHash()))
                .filter(token -> token.isValidAt(now))
                .flatMap(token -> {
                    token.usedAt(now);
                    return accounts.findById(token.userId()).map(UserAccount::asActor);
                });
    }
}
