package io.sextant.deployer;

import io.sextant.deployer.kube.ClusterLease;
import io.sextant.deployer.kube.KubeConnection;
import io.sextant.deployer.leader.Leadership;
import io.sextant.deployer.leader.LeaseTerms;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deployer that works at once, or, where there are several for a cluster, while it holds the Lease. */
final class DeployerLife implements AutoCloseable, Leadership.Listener {
    private final DeployerSettings settings;
    private final Clock clock;
    private final @Nullable ClusterLease lease;
    private final @Nullable Leadership leadership;
    private volatile @Nullable Deployer working;

    DeployerLife(DeployerSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        if (settings.election().enabled()) {
            lease = new ClusterLease(KubeConnection.open(settings.kubernetesUrl()), settings.systemNamespace());
            leadership = new Leadership(
                    settings.election().identity(),
                    lease,
                    LeaseTerms.of(settings.election().leaseDuration(), KubeConnection.REQUEST_TIMEOUT),
                    clock,
                    this);
            leadership.start();
        } else {
            lease = null;
            leadership = null;
            working = new Deployer(settings, clock);
        }
    }

    @Override
    public void gained() {
        working = new Deployer(settings, clock, this::mayWrite);
    }

    private boolean mayWrite() {
        return leadership == null || leadership.holds();
    }

    @Override
    public void lost() {
        Deployer stopping = working;
        working = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    /** Whether this one does the work, and else who does. */
    String standing() {
        if (leadership == null || leadership.holds()) {
            return "leading";
        }
        return leadership.holder().isEmpty() ? "waiting to lead" : "standing by for " + leadership.holder();
    }

    /** What keeps it from doing its work at the moment; standing by is no trouble. */
    List<String> troubles() {
        Deployer at = working;
        return at == null ? List.of() : at.troubles();
    }

    @Override
    public void close() {
        if (leadership != null) {
            leadership.close();
        }
        lost();
        if (lease != null) {
            lease.close();
        }
    }
}
