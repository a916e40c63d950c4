package io.sextant.api.notification;

import io.sextant.api.jobs.RecurringJob;
import io.sextant.api.tenancy.EndingToken;
import io.sextant.api.tenancy.EndingTokens;
import io.sextant.api.tenancy.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells whose tokens expire 14, 3 and 1 days before; of a service account's, who keeps the account. */
@Configuration(proxyBeanMethods = false)
class WarnOfTokens {
    private static final Duration PAUSE = Duration.ofHours(1);
    private final EndingTokens tokens;
    private final Notices notices;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WarnOfTokens(EndingTokens tokens, Notices notices, TransactionTemplate transaction, Clock clock) {
        this.tokens = tokens;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    RecurringJob warningOfTokens() {
        return new RecurringJob("warn-of-tokens", PAUSE, this::warn);
    }

    void warn() {
        Instant now = clock.instant();
        for (EndingToken token : tokens.between(now, now.plus(EndWarning.EARLIEST))) {
            EndWarning.due(token.createdAt(), token.expiresAt(), now)
                    .ifPresent(warning ->
                            transaction.executeWithoutResult(status -> notices.tell(notice(token, warning))));
        }
    }

    private static Notice notice(EndingToken token, EndWarning warning) {
        Audience audience = token.serviceOf() == null
                ? new Audience.Person(token.user())
                : new Audience.Holders(Permission.EDIT_MEMBERS, token.serviceOf());
        return new Notice(
                NoticeKind.TOKEN_END,
                "token/" + token.id() + "/" + warning.daysBefore(),
                audience,
                "The API token \"%s\" expires %s".formatted(token.name(), warning.inWords()),
                "It is refused from %s on. Rotate it: its successor works at once, and both for a while."
                        .formatted(Notice.moment(token.expiresAt())),
                token.serviceOf() == null ? "/tokens" : "/members");
    }
}
