package io.sextant.api.tenancy;

import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells who somebody is now, for use cases in which one person acts with the right of another. */
@Service
@Transactional(readOnly = true)
public class People {
    private final UserAccounts accounts;

    People(UserAccounts accounts) {
        this.accounts = accounts;
    }

    /** The person with all they may do now; empty where there is none, or the account is out of use. */
    public Optional<Actor> known(UserId id) {
        return accounts.findById(id.value()).flatMap(People::active);
    }

    /** The person of that sign-in name. */
    public Optional<Actor> named(String username) {
        return accounts.findByUsername(username.strip().toLowerCase(Locale.ROOT))
                .flatMap(People::active);
    }

    private static Optional<Actor> active(UserAccount account) {
        return account.isDisabled() || account.kind() != AccountKind.PERSON
                ? Optional.empty()
                : Optional.of(account.asActor());
    }
}
