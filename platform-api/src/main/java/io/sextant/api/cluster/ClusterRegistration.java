package io.sextant.api.cluster;

import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers clusters on the platform's own account. */
@Service
@Transactional
public class ClusterRegistration {
    private final Clusters clusters;
    private final Clock clock;

    ClusterRegistration(Clusters clusters, Clock clock) {
        this.clusters = clusters;
        this.clock = clock;
    }

    /** Registers the cluster unless it is already. */
    public void ensure(String name, String title) {
        if (clusters.findById(name).isEmpty()) {
            clusters.save(new Cluster(name, title, clock.instant(), null));
        }
    }
}
