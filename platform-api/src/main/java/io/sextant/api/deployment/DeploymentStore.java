package io.sextant.api.deployment;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DeploymentStore extends Repository<Deployment, UUID> {
    Deployment saveAndFlush(Deployment deployment);

    Optional<Deployment> findById(UUID id);

    /** Locked, so that what is reported and what is asked of one deployment come one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Deployment d where d.id = :id")
    Optional<Deployment> lock(UUID id);

    @Query("select count(d) > 0 from Deployment d where d.teamId = :team and d.name = :name and d.retiredAt is null")
    boolean isNameTaken(UUID team, String name);
}
