package io.sextant.deployer.loop;

import io.sextant.contract.observed.EngineWindow;
import io.sextant.deployer.metrics.DeploymentWindows;
import io.sextant.deployer.metrics.EngineReading;
import io.sextant.deployer.probe.MetricsProbe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the metrics of every deployment's replicas once per period, beside the loop, and hands out closed windows. */
public final class MetricsRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsRounds.class);

    private final Duration period;
    private final Duration window;
    private final Clock clock;
    private final Consumer<EngineWindow> closed;
    private final MetricsProbe probe;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("deployer-metrics-", 0).factory());
    private final Map<UUID, Watched> watched = new ConcurrentHashMap<>();

    /**
     * Rounds that begin as soon as there is something to read.
     *
     * @param period between two readings of one replica
     * @param window into which readings are summed up
     * @param closed takes each window, on a thread of its own
     */
    public MetricsRounds(
            MetricsProbe probe, Duration period, Duration window, Clock clock, Consumer<EngineWindow> closed) {
        this.probe = probe;
        this.period = period;
        this.window = window;
        this.clock = clock;
        this.closed = closed;
    }

    /** Starts a round for each of these deployments that has had none for a period; ends the windows of all others. */
    public void read(Map<UUID, Set<String>> replicas) {
        Instant now = clock.instant();
        watched.forEach((deployment, known) -> {
            if (!replicas.containsKey(deployment)) {
                watched.remove(deployment);
                start(() -> known.end().ifPresent(closed));
            }
        });
        replicas.forEach((deployment, urls) -> {
            Watched known = watched.computeIfAbsent(deployment, id -> new Watched(new DeploymentWindows(id, window)));
            if (known.begin(now, period)) {
                start(() -> round(known, urls));
            }
        });
    }

    private void round(Watched known, Set<String> urls) {
        try {
            Map<String, EngineReading> round = new HashMap<>();
            for (String url : new TreeSet<>(urls)) {
                probe.read(url).ifPresent(reading -> round.put(url, reading));
            }
            known.take(round, clock.instant()).ifPresent(closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            known.done();
        }
    }

    /** A page that cannot be understood must not end the readings of others. */
    private void start(Runnable work) {
        executor.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("Metrics could not be read");
            }
        });
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** One deployment, whose rounds never overlap. */
    private static final class Watched {
        private final DeploymentWindows windows;
        private Instant begun = Instant.MIN;
        private boolean underWay;

        Watched(DeploymentWindows windows) {
            this.windows = windows;
        }

        synchronized boolean begin(Instant now, Duration period) {
            if (underWay || (begun.isAfter(Instant.MIN) && begun.plus(period).isAfter(now))) {
                return false;
            }
            begun = now;
            underWay = true;
            return true;
        }

        synchronized Optional<EngineWindow> take(Map<String, EngineReading> round, Instant at) {
            return windows.take(round, at);
        }

        synchronized void done() {
            underWay = false;
        }

        synchronized Optional<EngineWindow> end() {
            return windows.close();
        }
    }
}
