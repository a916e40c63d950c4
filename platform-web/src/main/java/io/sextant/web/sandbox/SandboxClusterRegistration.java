package io.sextant.web.sandbox;

import io.sextant.api.cluster.ClusterCapacity;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.cluster.ClusterRegistration;
import io.sextant.api.cluster.DeployerJoining;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

@Component
@Profile("sandbox")
class SandboxClusterRegistration {
    static final String CLUSTER = "sandbox";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final ClusterRegistration registration;
    private final DeployerJoining joining;
    private final ClusterInventories inventories;

    SandboxClusterRegistration(
            ClusterRegistration registration, DeployerJoining joining, ClusterInventories inventories) {
        this.registration = registration;
        this.joining = joining;
        this.inventories = inventories;
    }

    /** Registers the sandbox's cluster unless it is already. */
    void ensure() {
        registration.ensure(CLUSTER, "Sandbox cluster on this machine");
    }

    /** What the embedded deployer joins with at this start. */
    String joinToken() {
        ensure();
        return joining.hand(CLUSTER, "the sandbox").text();
    }

    /** Waits until the cluster's GPUs are known, so that who plans at once finds some; gives up quietly. */
    void awaitReport(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!hasReported() && System.nanoTime() < deadline) {
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasReported() {
        ClusterCapacity cluster = inventories.named(CLUSTER);
        return cluster.isCurrent() && !cluster.pools().isEmpty();
    }
}
