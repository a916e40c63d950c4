package io.sextant.api.deployment;

import io.sextant.api.metrics.EngineHistory;
import io.sextant.contract.observed.EngineWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what a cluster's engines measured, of the cluster's own deployments only. */
@Service
@Transactional
public class RecordEngineWindows {
    private static final Logger LOG = LoggerFactory.getLogger(RecordEngineWindows.class);
    /** A deployer's clock may be ahead by as much. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private final EngineHistory history;
    private final JdbcClient jdbc;
    private final Clock clock;

    RecordEngineWindows(EngineHistory history, JdbcClient jdbc, Clock clock) {
        this.history = history;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps the windows; those of strangers and of the future are left out, or they would be sent for ever. */
    public void record(String cluster, List<EngineWindow> windows) {
        if (windows.isEmpty()) {
            return;
        }
        Set<UUID> own = own(cluster, windows);
        Instant latest = clock.instant().plus(CLOCK_TOLERANCE);
        List<EngineWindow> sound = windows.stream()
                .filter(window -> own.contains(window.deploymentId()))
                .filter(window -> !window.until().isAfter(latest))
                .filter(window ->
                        Duration.between(window.from(), window.until()).compareTo(Duration.ofHours(1)) <= 0)
                .sorted(Comparator.comparing(EngineWindow::deploymentId).thenComparing(EngineWindow::from))
                .toList();
        if (sound.size() < windows.size()) {
            LOG.warn("Engine windows left out: cluster={} count={}", cluster, windows.size() - sound.size());
        }
        sound.forEach(history::keep);
    }

    private Set<UUID> own(String cluster, List<EngineWindow> windows) {
        return jdbc
                .sql("select id from deployment where cluster = :cluster and id in (:ids)")
                .param("cluster", cluster)
                .param(
                        "ids",
                        windows.stream()
                                .map(EngineWindow::deploymentId)
                                .distinct()
                                .toList())
                .query(UUID.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }
}
