package io.sextant.api.cluster;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface Clusters extends Repository<Cluster, String> {
    Optional<Cluster> findById(String name);

    Optional<Cluster> findByTokenId(String tokenId);

    List<Cluster> findAllByOrderByName();

    Cluster save(Cluster cluster);
}
