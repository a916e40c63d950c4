package io.sextant.api.deployment.feed;

import io.sextant.api.deployment.ChangeSignal;
import io.sextant.api.deployment.DeploymentSettings;
import io.sextant.contract.desired.DesiredState;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets a deployer wait for a revision it does not know; it waits on a virtual thread and holds no connection. */
@Component
class DesiredFeed {
    private final DesiredStates states;
    private final ChangeSignal signal;
    private final DeploymentSettings settings;

    DesiredFeed(DesiredStates states, ChangeSignal signal, DeploymentSettings settings) {
        this.states = states;
        this.signal = signal;
        this.settings = settings;
    }

    /**
     * The state once its revision is above {@code after}; empty if it stays so for that long.
     *
     * @param changes whether what changed since then will do
     */
    Optional<DesiredState> above(String cluster, long after, boolean changes, Duration wait)
            throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            ChangeSignal.Ticket next = signal.ticket(ChangeSignal.desiredOf(cluster));
            if (states.revision(cluster) > after) {
                return Optional.of(changes && after > 0 ? states.since(cluster, after) : states.whole(cluster));
            }
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive() || !signal.isRunning()) {
                return Optional.empty();
            }
            next.await(left.compareTo(settings.poll()) < 0 ? left : settings.poll());
        }
    }
}
