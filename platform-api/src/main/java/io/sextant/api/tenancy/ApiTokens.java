package io.sextant.api.tenancy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ApiTokens extends Repository<ApiToken, String> {
    Optional<ApiToken> findById(String id);

    List<ApiToken> findByUserIdAndName(UUID userId, String name);

    ApiToken save(ApiToken token);
}
