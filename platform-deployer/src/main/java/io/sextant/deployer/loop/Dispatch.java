package io.sextant.deployer.loop;

import io.sextant.deployer.cluster.ObjectRef;
import io.sextant.deployer.cluster.WriteFailure;
import io.sextant.deployer.feed.Backoff;
import io.sextant.deployer.kube.Applier;
import io.sextant.deployer.kube.WriteProblem;
import io.sextant.deployer.kube.Written;
import io.sextant.deployer.step.ClusterAction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Carries out what was decided, each batch on a thread of its own, so that a write which hangs or fails delays no other
 * deployment. An object is written by one batch at a time and rests after a failure.
 */
public final class Dispatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    /** A watch shows a write a moment later; until then the same would be decided again. */
    private static final Duration REST_AFTER_WRITE = Duration.ofSeconds(1);

    private final Applier applier;
    private final Backoff backoff;
    private final Clock clock;
    private final Wakeups wakeups;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("deployer-write-", 0).factory());
    private final Set<ObjectRef> underWay = ConcurrentHashMap.newKeySet();
    private final Map<ObjectRef, Instant> restingUntil = new ConcurrentHashMap<>();
    private final Map<ObjectRef, WriteFailure> failures = new ConcurrentHashMap<>();
    private final Set<UUID> confirmedGone = ConcurrentHashMap.newKeySet();
    private final Set<ObjectRef> releasesGone = ConcurrentHashMap.newKeySet();

    public Dispatch(Applier applier, Backoff backoff, Clock clock, Wakeups wakeups) {
        this.applier = applier;
        this.backoff = backoff;
        this.clock = clock;
        this.wakeups = wakeups;
    }

    Map<ObjectRef, WriteFailure> failures() {
        return Map.copyOf(failures);
    }

    Set<UUID> confirmedGone() {
        return Set.copyOf(confirmedGone);
    }

    /** NIMServices of earlier generations of which nothing is left. */
    Set<ObjectRef> releasesGone() {
        return Set.copyOf(releasesGone);
    }

    /** Forgets deployments, and NIMServices of earlier generations, other than these. */
    void keepOnly(Set<UUID> deployments, Set<ObjectRef> formers) {
        confirmedGone.retainAll(deployments);
        releasesGone.retainAll(formers);
    }

    /** Starts a batch as far as its objects are free; what is held back is decided again in a later run. */
    void start(List<ClusterAction> batch) {
        Instant now = clock.instant();
        restingUntil.values().removeIf(until -> !until.isAfter(now));
        List<ClusterAction> free = batch.stream()
                .takeWhile(action -> rested(action.target(), now) && underWay.add(action.target()))
                .toList();
        if (!free.isEmpty()) {
            executor.execute(() -> run(free));
        }
    }

    private boolean rested(ObjectRef target, Instant now) {
        WriteFailure failure = failures.get(target);
        return !restingUntil.containsKey(target)
                && (failure == null || !failure.retryAt().isAfter(now));
    }

    private void run(List<ClusterAction> batch) {
        try {
            for (ClusterAction action : batch) {
                if (!carryOut(action)) {
                    return;
                }
            }
        } finally {
            batch.forEach(action -> underWay.remove(action.target()));
        }
    }

    private boolean carryOut(ClusterAction action) {
        try {
            Written written = applier.execute(action);
            LOG.atLevel(written == Written.NOT_GONE ? Level.DEBUG : Level.INFO)
                    .addKeyValue("action", action.getClass().getSimpleName())
                    .addKeyValue("namespace", action.target().namespace())
                    .addKeyValue("object", action.target())
                    .addKeyValue("result", written)
                    .log("Wrote to the cluster");
            succeeded(action, written);
            return true;
        } catch (WriteProblem problem) {
            failed(action, problem.refused(), problem.sentence(), problem.pause(), problem);
            return false;
        } catch (RuntimeException e) {
            failed(action, false, "The deployer could not write %s.".formatted(action.target()), Duration.ZERO, e);
            return false;
        }
    }

    private void succeeded(ClusterAction action, Written written) {
        boolean mended = failures.remove(action.target()) != null;
        restingUntil.put(action.target(), clock.instant().plus(REST_AFTER_WRITE));
        wakeups.signalAfter(REST_AFTER_WRITE);
        if (written == Written.GONE && action instanceof ClusterAction.ConfirmGone confirm) {
            confirmedGone.add(confirm.deployment());
        }
        if (written == Written.GONE && action instanceof ClusterAction.ConfirmReleaseGone confirm) {
            releasesGone.add(confirm.target());
        }
        if (mended || written == Written.GONE) {
            wakeups.signal();
        }
    }

    /** Where the API server says when to come back, that is when. */
    private void failed(
            ClusterAction action, boolean refused, String sentence, Duration pause, RuntimeException cause) {
        WriteFailure former = failures.get(action.target());
        int attempts = former == null ? 1 : former.attempts() + 1;
        Duration rest = pause.isZero() ? backoff.after(attempts) : pause;
        failures.put(
                action.target(),
                new WriteFailure(refused, sentence, attempts, clock.instant().plus(rest)));
        LOG.atWarn()
                .addKeyValue("object", action.target())
                .addKeyValue("namespace", action.target().namespace())
                .addKeyValue("attempt", attempts)
                .addKeyValue("retryInSeconds", rest.toSeconds())
                .addKeyValue("cause", cause.toString())
                .log("A write failed");
        wakeups.signal();
        wakeups.signalAfter(rest);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
