package io.sextant.api.sla;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

interface StoredSlaProfiles extends Repository<SlaProfile, UUID> {
    Optional<SlaProfile> findById(UUID id);

    @Query("select distinct p from SlaProfile p join fetch p.versions where p.teamId is null or p.teamId in :teams")
    List<SlaProfile> findOfOrganisationOrTeams(@Param("teams") Collection<UUID> teams);

    @Query("select count(p) > 0 from SlaProfile p where p.retiredAt is null and lower(p.name) = lower(:name)"
            + " and p.id <> :except and (p.teamId = :team or (p.teamId is null and :team is null))")
    boolean isNameTaken(@Param("name") String name, @Param("team") @Nullable UUID team, @Param("except") UUID except);

    SlaProfile save(SlaProfile profile);

    void flush();
}
