package io.sextant.api.cluster;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Clusters extends Repository<Cluster, String> {
    Optional<Cluster> findById(String name);

    /** Locked, so that what is done to one cluster comes one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Cluster c where c.name = :name")
    Optional<Cluster> lock(String name);

    Cluster save(Cluster cluster);
}
