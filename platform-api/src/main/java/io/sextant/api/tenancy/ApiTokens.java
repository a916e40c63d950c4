package io.sextant.api.tenancy;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ApiTokens extends Repository<ApiToken, String> {
    Optional<ApiToken> findById(String id);

    @Query("select token from ApiToken token where token.id = :id")
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<ApiToken> lock(String id);

    List<ApiToken> findByUserIdAndName(UUID userId, String name);

    List<ApiToken> findByUserIdOrderByCreatedAtDesc(UUID userId);

    ApiToken save(ApiToken token);

    void flush();
}
