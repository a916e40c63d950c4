package io.sextant.deployer.metrics;

import io.sextant.contract.observed.EngineWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one deployment's replicas, one round after the other, cut into windows that begin at full minutes.
 *
 * <p>What an engine did before it was read for the first time counts only where the deployment was being read already: that
 * engine is a new one. After a restart of the deployer nobody knows when an old engine did it.
 */
public final class DeploymentWindows {
    private static final EngineReading NOTHING = EngineReading.of("");

    private final UUID deployment;
    private final Duration length;
    private final Map<String, EngineReading> latest = new HashMap<>();
    private @Nullable OpenWindow open;

    public DeploymentWindows(UUID deployment, Duration length) {
        this.deployment = deployment;
        this.length = length;
    }

    /** Takes one round, by the address of each replica that answered; the window that it closes, if it does. */
    public Optional<EngineWindow> take(Map<String, EngineReading> round, Instant at) {
        Optional<EngineWindow> closed = Optional.empty();
        OpenWindow window = open;
        boolean first = window == null;
        if (window == null || !at.isBefore(window.until())) {
            closed = close();
            Instant start = startOf(at);
            window = new OpenWindow(first ? at : start, start.plus(length));
            open = window;
        }
        if (!round.isEmpty()) {
            window.levels(round.values());
        }
        for (Map.Entry<String, EngineReading> replica : round.entrySet()) {
            EngineReading before = latest.put(replica.getKey(), replica.getValue());
            if (before != null || !first) {
                window.gains(replica.getValue(), before == null ? NOTHING : before);
            }
        }
        return closed;
    }

    /** Ends the window in progress. */
    public Optional<EngineWindow> close() {
        return Optional.ofNullable(open).flatMap(window -> window.close(deployment));
    }

    private Instant startOf(Instant at) {
        long millis = length.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
    }
}
