package io.sextant.api.tenancy;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets people in by name and password, and knows them again afterwards. */
@Service
public class SignIn {
    private static final int LONGEST_PASSWORD = 200;

    private final UserAccounts accounts;
    private final PasswordEncoder passwords;
    private final SignInLock lock;
    private final SecuritySettings settings;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String hashOfNobody;

    SignIn(
            UserAccounts accounts,
            PasswordEncoder passwords,
            SignInLock lock,
            SecuritySettings settings,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.lock = lock;
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.hashOfNobody = Objects.requireNonNull(passwords.encode("nobody"));
    }

    /** Tries to begin a session; takes as long for an unknown name as for a wrong password. */
    public SignInOutcome attempt(String username, String password, String address) {
        Optional<Duration> locked = lock.remaining(username, address);
        if (locked.isPresent()) {
            return new SignInOutcome.Locked(locked.get());
        }
        Optional<UserAccount> account = matching(username, password);
        if (account.isEmpty()) {
            boolean nowLocked = lock.failed(username, address);
            audit.refused(Who.nobody(), refusal(username, nowLocked));
            return new SignInOutcome.Refused();
        }
        lock.succeeded(username, address);
        return new SignInOutcome.Admitted(begin(account.get().id(), password));
    }

    /** The user, or empty; for tests and set-up, without any session. */
    public Optional<Actor> check(String username, String password) {
        return matching(username, password).map(UserAccount::asActor);
    }

    /**
     * The user as they are now, since roles may have changed; empty where the account was disabled or its password set anew.
     *
     * @param since when their session began
     */
    @Transactional(readOnly = true)
    public Optional<Actor> current(UserId id, Instant since) {
        return accounts.findById(id.value())
                .filter(account -> account.admits(since))
                .map(UserAccount::asActor);
    }

    /** Tells the trail that a session has ended. */
    @Transactional
    public void signedOut(Actor actor) {
        audit.record(actor.who(), AuditEvent.of("session.end", "account", actor.username()));
    }

    // Outside of a transaction: hashing takes long, and nobody should hold a connection meanwhile.
    private Optional<UserAccount> matching(String username, String password) {
        Optional<UserAccount> account = accounts.findByUsername(username.strip().toLowerCase(Locale.ROOT));
        Optional<String> hash = account.map(UserAccount::passwordHash);
        boolean matches =
                passwords.matches(password.length() <= LONGEST_PASSWORD ? password : "", hash.orElse(hashOfNobody));
        return account.filter(found -> matches
                && hash.isPresent()
                && settings.admitsPasswordOf(found.username())
                && found.maySignIn(clock.instant()));
    }

    private Actor begin(UUID id, String password) {
        return Objects.requireNonNull(transaction.execute(status -> {
            UserAccount account = accounts.findById(id).orElseThrow();
            String hash = account.passwordHash();
            if (hash != null && passwords.upgradeEncoding(hash)) {
                account.rehash(Objects.requireNonNull(passwords.encode(password)));
            }
            account.signedIn(clock.instant());
            Actor actor = accounts.save(account).asActor();
            audit.record(
                    actor.who(),
                    AuditEvent.of("session.begin", "account", actor.username())
                            .because(settings.localSignIn() ? null : "With the password kept for emergencies."));
            return actor;
        }));
    }

    // What was typed is told only where it is somebody's name: it may be a password in the wrong field.
    private AuditEvent refusal(String username, boolean nowLocked) {
        @Nullable
        String known = accounts.findByUsername(username.strip().toLowerCase(Locale.ROOT))
                .map(UserAccount::username)
                .orElse(null);
        return AuditEvent.of("session.begin", "account", known == null ? "unknown" : known)
                .because(
                        nowLocked
                                ? "Unknown name or wrong password; too many failures, locked for a while."
                                : "Unknown name or wrong password.");
    }
}
