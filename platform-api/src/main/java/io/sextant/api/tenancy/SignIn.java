package io.sextant.api.tenancy;

import java.util.Locale;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks a name and password of a local account. */
@Service
public class SignIn {
    private final UserAccounts accounts;
    private final PasswordEncoder passwords;
    private final String hashOfNobody;

    SignIn(UserAccounts accounts, PasswordEncoder passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.hashOfNobody = passwords.encode("nobody");
    }

    /** The user, or empty; takes as long for an unknown name as for a wrong password. */
    @Transactional(readOnly = true)
    public Optional<Actor> check(String username, String password) {
        Optional<UserAccount> account = accounts.findByUsername(username.toLowerCase(Locale.ROOT));
        String hash = account.map(UserAccount::passwordHash).orElse(hashOfNobody);
        boolean matches = passwords.matches(password, hash);
        return account.filter(found -> matches).map(UserAccount::asActor);
    }

    /** The user as they are now: roles may have changed since they signed in. */
    @Transactional(readOnly = true)
    public Optional<Actor> current(UserId id) {
        return accounts.findById(id.value()).map(UserAccount::asActor);
    }
}
