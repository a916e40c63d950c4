package io.sextant.api.tenancy;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface UserAccounts extends Repository<UserAccount, UUID> {
    Optional<UserAccount> findByUsername(String username);

    Optional<UserAccount> findById(UUID id);

    List<UserAccount> findAllByOrderByUsername();

    @Query("select account from UserAccount account where account.id = :id")
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<UserAccount> lock(UUID id);

    @NativeQuery("select a.* from user_account a join user_team_role r on r.user_id = a.id where r.team_id = :team")
    List<UserAccount> findByTeam(UUID team);

    @Query(
            "select account from UserAccount account join account.identities i where i.issuer = :issuer and i.subject = :subject")
    Optional<UserAccount> findByIdentity(String issuer, String subject);

    @Query("select account from UserAccount account where :role member of account.platformRoles order by account.id")
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    List<UserAccount> lockHolders(PlatformRole role);

    boolean existsByDemoTrue();

    UserAccount save(UserAccount account);

    UserAccount saveAndFlush(UserAccount account);
}
