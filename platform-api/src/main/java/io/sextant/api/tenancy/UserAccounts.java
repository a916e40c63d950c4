package io.sextant.api.tenancy;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface UserAccounts extends Repository<UserAccount, UUID> {
    Optional<UserAccount> findByUsername(String username);

    Optional<UserAccount> findById(UUID id);

    boolean existsByDemoTrue();

    UserAccount save(UserAccount account);
}
