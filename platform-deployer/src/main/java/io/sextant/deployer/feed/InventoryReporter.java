package io.sextant.deployer.feed;

import io.sextant.contract.observed.ClusterInventory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends the cluster's inventory when it changed, and at least once per period. */
public final class InventoryReporter extends Courier {
    private final PlatformClient platform;
    private final Duration period;
    private final LinkedBlockingDeque<ClusterInventory> offered = new LinkedBlockingDeque<>();
    private @Nullable ClusterInventory unsent;
    private @Nullable ClusterInventory acknowledged;
    private long sentAtNanos;

    public InventoryReporter(PlatformClient platform, Duration period, Backoff backoff) {
        super("inventory", backoff);
        this.platform = platform;
        this.period = period;
    }

    /** Takes the newest inventory. */
    public void offer(ClusterInventory inventory) {
        offered.clear();
        offered.add(inventory);
    }

    @Override
    void errand() throws PlatformProblem, InterruptedException {
        if (unsent == null) {
            ClusterInventory next = offered.take();
            boolean due = System.nanoTime() - sentAtNanos >= period.toNanos();
            if (!due && timeless(next).equals(acknowledged)) {
                return;
            }
            unsent = next;
        } else {
            ClusterInventory newer = offered.poll(0, TimeUnit.SECONDS);
            unsent = newer == null ? unsent : newer;
        }
        platform.report(unsent);
        acknowledged = timeless(unsent);
        sentAtNanos = System.nanoTime();
        unsent = null;
    }

    private static ClusterInventory timeless(ClusterInventory inventory) {
        return inventory.at(Instant.EPOCH);
    }
}
