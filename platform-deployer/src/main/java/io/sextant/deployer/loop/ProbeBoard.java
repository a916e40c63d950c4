package io.sextant.deployer.loop;

import io.sextant.deployer.cluster.ProbeResult;
import io.sextant.deployer.probe.EndpointProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The latest answer of each endpoint; asking happens beside the loop. */
public final class ProbeBoard implements AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final EndpointProbe probe;
    private final Duration refresh;
    private final Clock clock;
    private final Wakeups wakeups;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("deployer-probe-", 0).factory());
    private final Map<UUID, ProbeResult> results = new ConcurrentHashMap<>();
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    public ProbeBoard(EndpointProbe probe, Duration refresh, Clock clock, Wakeups wakeups) {
        this.probe = probe;
        this.refresh = refresh;
        this.clock = clock;
        this.wakeups = wakeups;
    }

    Map<UUID, ProbeResult> results() {
        return Map.copyOf(results);
    }

    /** Asks the endpoints whose answer is missing, of another address, or old; forgets all others. */
    void ask(Map<UUID, String> endpoints) {
        results.keySet().retainAll(endpoints.keySet());
        endpoints.forEach((deployment, url) -> {
            if (due(results.get(deployment), url) && underWay.add(deployment)) {
                executor.execute(() -> ask(deployment, url));
            }
        });
    }

    private boolean due(@Nullable ProbeResult last, String url) {
        if (last == null || !last.endpointUrl().equals(url)) {
            return true;
        }
        Duration age = last instanceof ProbeResult.Listed ? refresh : RETRY;
        return !last.at().plus(age).isAfter(clock.instant());
    }

    private void ask(UUID deployment, String url) {
        try {
            ProbeResult result = probe.ask(url);
            ProbeResult former = results.put(deployment, result);
            wakeups.signalAfter(result instanceof ProbeResult.Silent ? RETRY : Duration.ZERO);
            if (former == null) {
                wakeups.signal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.remove(deployment);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
