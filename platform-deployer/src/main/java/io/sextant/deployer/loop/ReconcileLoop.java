package io.sextant.deployer.loop;

import io.sextant.deployer.cluster.Evidence;
import io.sextant.deployer.cluster.Snapshot;
import io.sextant.deployer.intent.Intent;
import io.sextant.deployer.intent.Wanted;
import io.sextant.deployer.report.Inventory;
import io.sextant.deployer.step.ProbeEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs whenever something changed, and at least once per period; it asks neither what woke it nor what it did before,
 * and it never waits inside a run.
 */
public final class ReconcileLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcileLoop.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private final String cluster;
    private final ClusterSide clusterSide;
    private final PlatformSide platformSide;
    private final Reconciler reconciler;
    private final Pace pace;
    private final Thread thread = Thread.ofPlatform().name("deployer-loop").unstarted(this::loop);
    private volatile List<String> missing = List.of();

    public ReconcileLoop(
            String cluster, ClusterSide clusterSide, PlatformSide platformSide, Reconciler reconciler, Pace pace) {
        this.cluster = cluster;
        this.clusterSide = clusterSide;
        this.platformSide = platformSide;
        this.reconciler = reconciler;
        this.pace = pace;
    }

    public void start() {
        thread.start();
    }

    /** The kinds of objects that could not be listed so far, for want of which nothing is decided. */
    public List<String> missing() {
        return missing;
    }

    private void loop() {
        try {
            while (true) {
                pace.wakeups().await(pace.period());
                long begun = System.nanoTime();
                runGuarded();
                pace.wakeups().restAfter(Duration.ofNanos(System.nanoTime() - begun));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A defect in one run must not end the deployer: the next run sees everything anew. */
    private void runGuarded() {
        try {
            run();
        } catch (RuntimeException e) {
            LOG.error("A run failed, the next one starts anew", e);
        }
    }

    private void run() {
        List<String> unseen = clusterSide.watch().missing();
        if (!unseen.equals(missing)) {
            LOG.atInfo().addKeyValue("kinds", unseen).log("Kinds not listed yet");
            missing = unseen;
        }
        reconciler.acknowledged(platformSide.observations().takeAcknowledged());
        Instant seenAt = clusterSide.pulse().seenAt();
        if (unseen.isEmpty() && seenAt.isAfter(Instant.EPOCH)) {
            Snapshot snapshot = clusterSide.watch().snapshot(seenAt);
            clusterSide
                    .pulse()
                    .facts()
                    .ifPresent(facts -> platformSide.inventory().offer(Inventory.of(cluster, snapshot, facts)));
            platformSide.outlook().intent().ifPresent(intent -> reconcile(intent, snapshot));
        }
    }

    private void reconcile(Intent intent, Snapshot seen) {
        Instant now = pace.clock().instant();
        clusterSide
                .dispatch()
                .keepOnly(intent.deployments().stream().map(Wanted::id).collect(Collectors.toSet()), intent.formers());
        clusterSide.probes().ask(endpoints(intent, seen));
        clusterSide.metrics().read(engines(intent, seen));
        Snapshot snapshot = seen.with(evidence());
        Reconciler.Run run = reconciler.run(intent, snapshot, now);
        run.batches().forEach(clusterSide.dispatch()::start);
        platformSide.observations().offer(run.observations());
    }

    private Evidence evidence() {
        return new Evidence(
                clusterSide.probes().results(),
                clusterSide.dispatch().confirmedGone(),
                clusterSide.dispatch().releasesGone(),
                clusterSide.dispatch().failures(),
                reconciler.servedUntil());
    }

    private static Map<UUID, String> endpoints(Intent intent, Snapshot snapshot) {
        Map<UUID, String> endpoints = new HashMap<>();
        for (Wanted wanted : intent.deployments()) {
            if (wanted instanceof Wanted.Serving serving) {
                ProbeEndpoint.target(serving, snapshot).ifPresent(url -> endpoints.put(wanted.id(), url));
            }
        }
        return endpoints;
    }

    private static Map<UUID, Set<String>> engines(Intent intent, Snapshot snapshot) {
        Map<UUID, Set<String>> engines = new HashMap<>();
        for (Wanted wanted : intent.deployments()) {
            if (wanted instanceof Wanted.Serving serving) {
                Set<String> urls = serving.serviceNames().stream()
                        .filter(name -> snapshot.nimService(serving.namespace(), name)
                                .filter(service -> service.object().belongsTo(wanted.id()))
                                .isPresent())
                        .flatMap(name -> snapshot.workloads().engineUrls(serving.namespace(), name).stream())
                        .collect(Collectors.toSet());
                if (!urls.isEmpty()) {
                    engines.put(wanted.id(), urls);
                }
            }
        }
        return engines;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            var _ = thread.join(STOP_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
