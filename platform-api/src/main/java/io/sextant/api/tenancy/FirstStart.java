package io.sextant.api.tenancy;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a platform without any account its organisation and its first administrator, where the settings name one. */
@Component
class FirstStart implements ApplicationRunner {
    private final UserAccounts accounts;
    private final OrgNodes nodes;
    private final PasswordEncoder passwords;
    private final SecuritySettings settings;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    FirstStart(
            UserAccounts accounts,
            OrgNodes nodes,
            PasswordEncoder passwords,
            SecuritySettings settings,
            AuditTrail audit,
            JdbcClient jdbc,
            Clock clock) {
        this.accounts = accounts;
        this.nodes = nodes;
        this.passwords = passwords;
        this.settings = settings;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        SecuritySettings.FirstAdministrator first = settings.firstAdministrator();
        if (first.username().isBlank()) {
            return;
        }
        // Two instances may start at once.
        jdbc.sql("lock table user_account in share row exclusive mode").update();
        if (accounts.findAllByOrderByUsername().isEmpty()) {
            requireSound(first);
            begin(first);
        }
    }

    private static void requireSound(SecuritySettings.FirstAdministrator first) {
        if (!PasswordRules.against(first.password(), first.username()).isEmpty()) {
            throw new IllegalStateException("sextant.security.first-administrator.password is missing or too weak: set "
                    + PasswordRules.SHORTEST + " characters or more that are not the name");
        }
    }

    private void begin(SecuritySettings.FirstAdministrator first) {
        Instant now = clock.instant();
        if (nodes.findByKind(OrgUnit.Kind.ORGANISATION).isEmpty()) {
            nodes.save(new OrgNode(null, OrgUnit.Kind.ORGANISATION, "organisation", "Organisation", now));
        }
        String hash = Objects.requireNonNull(passwords.encode(first.password()));
        UserAccount account = UserAccount.person(first.username(), first.username(), hash, false, now);
        account.lend(hash, now, now.plus(settings.lentPasswordLifetime()));
        account.hold(Set.of(PlatformRole.PLATFORM_ADMIN));
        accounts.saveAndFlush(account);
        audit.record(
                Who.platform(),
                AuditEvent.of("account.create", "account", account.username()).to(account.asRecord()));
    }
}
