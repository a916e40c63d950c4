package io.sextant.api.tenancy;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets administrators make accounts, give new passwords and platform roles, and take accounts out of use. */
@Service
@Transactional
public class Accounts {
    private static final Pattern USERNAME = Pattern.compile("[^\\s@]{1,100}@[^\\s@]{1,100}");
    static final int LONGEST_NAME = 100;
    private static final int LENT_PASSWORD = 20;

    private final UserAccounts accounts;
    private final PasswordEncoder passwords;
    private final TokenHash random;
    private final SecuritySettings settings;
    private final SignInLock lock;
    private final AuditTrail audit;
    private final Clock clock;

    Accounts(
            UserAccounts accounts,
            PasswordEncoder passwords,
            TokenHash random,
            SecuritySettings settings,
            SignInLock lock,
            AuditTrail audit,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.random = random;
        this.settings = settings;
        this.lock = lock;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An account with the password its owner signs in with once, to choose another.
     *
     * @param password shown this once; only its hash is kept
     */
    public record WithPassword(Account account, String password, Instant expiresAt) {
        /** Without the password. */
        @Override
        public String toString() {
            return "WithPassword[" + account.username() + "]";
        }
    }

    /** Every account, by name. */
    @Transactional(readOnly = true)
    public List<Account> all(Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        return accounts.findAllByOrderByUsername().stream()
                .map(UserAccount::asRecord)
                .toList();
    }

    /** One account. */
    @Transactional(readOnly = true)
    public Account one(UserId id, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        return accounts.findById(id.value()).orElseThrow(() -> missing(id)).asRecord();
    }

    /** Until when failed sign-ins have locked it out; empty where they have not. A new password ends it. */
    @Transactional(readOnly = true)
    public Optional<Instant> lockedUntil(UserId id, Actor actor) {
        return lock.lockedUntil(one(id, actor).username());
    }

    /** Makes an account of a person. */
    public WithPassword create(
            @Nullable String username, @Nullable String displayName, Set<PlatformRole> roles, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        String name = username == null ? "" : username.strip().toLowerCase(Locale.ROOT);
        requireUsable(name, displayName);
        requireLocal(name);
        if (accounts.findByUsername(name).isPresent()) {
            throw taken(name);
        }
        Instant now = clock.instant();
        String password = lentPassword();
        UserAccount account =
                UserAccount.person(name, Objects.requireNonNull(displayName).strip(), encoded(password), false, now);
        account.lend(encoded(password), now, now.plus(settings.lentPasswordLifetime()));
        account.hold(roles);
        try {
            accounts.saveAndFlush(account);
        } catch (DataIntegrityViolationException e) {
            throw taken(name);
        }
        return withPassword("account.create", null, account, password, actor);
    }

    /** Gives a new password, which works at once even if failures had locked the account; all its sessions end. */
    public WithPassword resetPassword(UserId id, int revision, Actor actor) {
        UserAccount account = seen(id, revision, actor);
        if (account.kind() == AccountKind.SERVICE) {
            throw new PlatformProblem.Conflict(
                    "no-password",
                    "Service accounts have no password",
                    account.username() + " signs in with API tokens only.",
                    "Issue a token for it instead.",
                    Map.of("account", account.username()));
        }
        if (account.passwordHash() == null) {
            throw new PlatformProblem.Conflict(
                    "no-password",
                    "The identity provider signs it in",
                    account.username() + " has no password here.",
                    "Help with the sign-in at the identity provider.",
                    Map.of("account", account.username()));
        }
        requireLocal(account.username());
        Instant now = clock.instant();
        String password = lentPassword();
        account.lend(encoded(password), now, now.plus(settings.lentPasswordLifetime()));
        accounts.save(account);
        lock.lift(account.username());
        return withPassword("account.reset-password", null, account, password, actor);
    }

    /** Lets the identity provider's user of the same address take the account over at their next sign-in, for some days. */
    public Account expectLink(UserId id, int revision, Actor actor) {
        UserAccount account = seen(id, revision, actor);
        if (account.kind() == AccountKind.SERVICE || account.isLinked()) {
            throw new PlatformProblem.Conflict(
                    "not-to-be-linked",
                    account.isLinked() ? "The identity provider signs it in already" : "It is a service account",
                    account.username() + " cannot be joined with a user of the identity provider.",
                    "Choose an account that a person signs in to with a password.",
                    Map.of("account", account.username()));
        }
        Account before = account.asRecord();
        account.expectLink(clock.instant().plus(settings.lentPasswordLifetime()));
        return recorded("account.expect-link", before, account, actor);
    }

    /** Gives exactly these platform roles. */
    public Account assignRoles(UserId id, int revision, Set<PlatformRole> roles, Actor actor) {
        List<UserAccount> administrators = accounts.lockHolders(PlatformRole.PLATFORM_ADMIN);
        UserAccount account = seen(id, revision, actor);
        if (!roles.contains(PlatformRole.PLATFORM_ADMIN)) {
            requireAnother(administrators, account);
        }
        Account before = account.asRecord();
        account.hold(roles);
        return recorded("account.assign-roles", before, account, actor);
    }

    /** Lets nobody in with it any more, by password or token; sessions end. */
    public Account disable(UserId id, int revision, Actor actor) {
        List<UserAccount> administrators = accounts.lockHolders(PlatformRole.PLATFORM_ADMIN);
        UserAccount account = seen(id, revision, actor);
        requireAnother(administrators, account);
        Account before = account.asRecord();
        account.disable(clock.instant());
        return recorded("account.disable", before, account, actor);
    }

    /** Takes it back into use. */
    public Account enable(UserId id, int revision, Actor actor) {
        UserAccount account = seen(id, revision, actor);
        Account before = account.asRecord();
        account.enable();
        return recorded("account.enable", before, account, actor);
    }

    private UserAccount seen(UserId id, int revision, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER);
        UserAccount account = accounts.lock(id.value()).orElseThrow(() -> missing(id));
        account.requireRevision(revision);
        return account;
    }

    private Account recorded(String action, Account before, UserAccount account, Actor actor) {
        Account after = accounts.saveAndFlush(account).asRecord();
        audit.record(
                actor.who(),
                AuditEvent.of(action, "account", account.username())
                        .from(before)
                        .to(after));
        return after;
    }

    private WithPassword withPassword(
            String action, @Nullable Account before, UserAccount account, String password, Actor actor) {
        Account after = account.asRecord();
        audit.record(
                actor.who(),
                AuditEvent.of(action, "account", account.username())
                        .from(before)
                        .to(after));
        return new WithPassword(after, password, clock.instant().plus(settings.lentPasswordLifetime()));
    }

    /** All administrators are locked before, so that two of them cannot take the right from each other at once. */
    private static void requireAnother(List<UserAccount> administrators, UserAccount account) {
        boolean another = !account.holds(PlatformRole.PLATFORM_ADMIN)
                || administrators.stream().anyMatch(other -> !other.id().equals(account.id()) && !other.isDisabled());
        if (!another) {
            throw new PlatformProblem.Conflict(
                    "last-administrator",
                    "There would be no administrator left",
                    account.username() + " is the only platform administrator.",
                    "Make somebody else a platform administrator first.",
                    Map.of("account", account.username()));
        }
    }

    private void requireLocal(String username) {
        if (!settings.admitsPasswordOf(username)) {
            throw new PlatformProblem.Conflict(
                    "local-sign-in-off",
                    "Nobody signs in with a password here",
                    "Accounts with passwords are switched off (sextant.security.local-sign-in).",
                    "Let the person sign in by the identity provider; that makes the account.",
                    Map.of("username", username));
        }
    }

    static boolean isUsername(String text) {
        return USERNAME.matcher(text).matches();
    }

    private String lentPassword() {
        return random.newSecret().substring(0, LENT_PASSWORD);
    }

    private String encoded(String password) {
        return Objects.requireNonNull(passwords.encode(password));
    }

    private static void requireUsable(String username, @Nullable String displayName) {
        List<FieldError> errors = new ArrayList<>();
        if (!USERNAME.matcher(username).matches()) {
            errors.add(new FieldError("/username", "form", "People sign in with an email address."));
        }
        if (displayName == null || displayName.isBlank() || displayName.length() > LONGEST_NAME) {
            errors.add(
                    new FieldError("/displayName", "length", "Give the name, 1 to " + LONGEST_NAME + " characters."));
        }
        if (!errors.isEmpty()) {
            throw new PlatformProblem.Invalid(errors);
        }
    }

    private static PlatformProblem taken(String username) {
        return new PlatformProblem.Conflict(
                "account-exists",
                "There is such an account",
                "An account \"" + username + "\" exists already.",
                "Give that one a new password, or choose another address.",
                Map.of("username", username));
    }

    private static PlatformProblem missing(UserId id) {
        return new PlatformProblem.NotFound(
                "account", id.toString(), "GET /api/v1/accounts lists the accounts there are.");
    }
}
