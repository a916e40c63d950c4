package io.sextant.deployer.loop;

import io.sextant.deployer.cluster.ClusterFacts;
import io.sextant.deployer.kube.ClusterFactsReader;
import io.sextant.deployer.kube.ClusterWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API server for its facts at intervals, which tells whether what the watches show can be taken for the
 * present: a watch alone may be dead without knowing.
 */
public final class ClusterPulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterPulse.class);
    private static final int MISSED_BEATS = 3;

    private final ClusterFactsReader reader;
    private final ClusterWatch watch;
    private final Duration period;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("deployer-pulse").unstarted(this::run);
    private volatile @Nullable ClusterFacts facts;
    private volatile Instant answeredAt = Instant.EPOCH;
    private volatile boolean answers = true;
    private Instant seenAt = Instant.EPOCH;

    public ClusterPulse(ClusterFactsReader reader, ClusterWatch watch, Duration period, Clock clock) {
        this.reader = reader;
        this.watch = watch;
        this.period = period;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /** What the API server last said of itself. */
    Optional<ClusterFacts> facts() {
        return Optional.ofNullable(facts);
    }

    public boolean answers() {
        return answers;
    }

    /** The last moment at which the watches were connected and the API server was answering; the epoch at first. */
    Instant seenAt() {
        Instant now = clock.instant();
        boolean alive = answeredAt.plus(period.multipliedBy(MISSED_BEATS)).isAfter(now);
        if (alive && answers && watch.connected()) {
            seenAt = now;
        }
        return seenAt;
    }

    private void run() {
        try {
            while (true) {
                beat();
                Thread.sleep(period);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            facts = reader.read();
            answeredAt = clock.instant();
            if (!answers) {
                LOG.info("The cluster's API server answers again");
            }
            answers = true;
        } catch (RuntimeException e) {
            if (answers && !Thread.currentThread().isInterrupted()) {
                LOG.atWarn().addKeyValue("cause", e.toString()).log("The cluster's API server does not answer");
            }
            answers = false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
