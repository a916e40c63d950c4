package io.sextant.api.tenancy;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets people choose their password; all their sessions but the one they do it in end with it. */
@Service
@Transactional
public class OwnPassword {
    private final UserAccounts accounts;
    private final PasswordEncoder passwords;
    private final AuditTrail audit;
    private final Clock clock;

    OwnPassword(UserAccounts accounts, PasswordEncoder passwords, AuditTrail audit, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether there is one to replace; who is signed in by the identity provider has none here. */
    @Transactional(readOnly = true)
    public boolean exists(Actor actor) {
        return accounts.findById(actor.id().value())
                .map(UserAccount::passwordHash)
                .isPresent();
    }

    /** Replaces the password. */
    public void choose(String current, String chosen, Actor actor) {
        UserAccount account = accounts.lock(actor.id().value()).orElseThrow();
        List<FieldError> errors = new ArrayList<>();
        if (account.passwordHash() == null || !passwords.matches(current, account.passwordHash())) {
            errors.add(new FieldError("/currentPassword", "wrong", "This is not your password."));
        }
        errors.addAll(PasswordRules.against(chosen, account.username()));
        if (chosen.equals(current)) {
            errors.add(new FieldError("/newPassword", "same", "Choose another password than the one you have."));
        }
        if (!errors.isEmpty()) {
            throw new PlatformProblem.Invalid(
                    "invalid-request", "The password was not changed.", "Correct what errors names.", errors);
        }
        account.choosePassword(Objects.requireNonNull(passwords.encode(chosen)), clock.instant());
        accounts.save(account);
        audit.record(actor.who(), AuditEvent.of("account.choose-password", "account", account.username()));
    }
}
