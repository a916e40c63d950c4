package io.sextant.sandbox.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the controllers, one after the other, on one thread, a namespace at a time: those in which an object changed that
 * the controllers did not change themselves, and those whose time has come. While nothing happens it sleeps.
 */
public final class ControlLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);

    /** After a refusal or a failure; doubled each time, up to {@link #LONGEST_RETRY}. */
    private static final Duration RETRY = Duration.ofMillis(500);

    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    /** After somebody else was faster. */
    private static final Duration STALE_RETRY = Duration.ofMillis(20);

    /** More rounds of writing than any honest change of a namespace needs. */
    private static final int MOST_ROUNDS = 60;

    /** Key of the look at the nodes, which belong to no namespace. */
    private static final String FLEET = "";

    private final KubernetesClient client;
    private final ClusterWriter writer;
    private final DecisionWriting writing;
    private final Controllers controllers;
    private final Clock clock;
    private final OwnWrites own = new OwnWrites();
    private final WorkQueue queue;
    private final Map<String, Duration> retries = new HashMap<>();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private @Nullable ClusterView view;

    /**
     * Who decides.
     *
     * @param ofNamespaces look at one namespace at a time
     * @param ofFleet look at the nodes; when a time comes that they asked for, everything is looked at
     */
    public record Controllers(List<Controller> ofNamespaces, List<Controller> ofFleet) {
        public Controllers {
            ofNamespaces = List.copyOf(ofNamespaces);
            ofFleet = List.copyOf(ofFleet);
        }
    }

    public ControlLoop(KubernetesClient client, Clock clock, Names names, Controllers controllers) {
        this.client = client;
        this.writer = new ClusterWriter(client, clock, own, names);
        this.writing = new DecisionWriting(writer::write);
        this.controllers = controllers;
        this.clock = clock;
        this.queue = new WorkQueue(clock);
        this.thread = Thread.ofPlatform().name("sandbox-control").daemon().unstarted(this::run);
    }

    /** Starts to watch and to act. */
    public void start() {
        ClusterView opened = new ClusterView(client, this::changed);
        view = opened;
        queue.add(Set.of(FLEET));
        queue.add(opened.namespaces());
        thread.start();
    }

    @Override
    public void close() {
        queue.close();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writing.close();
        if (view != null) {
            view.close();
        }
    }

    /** Has the controllers look at everything again, as something changed that the cluster does not show. */
    public void wake() {
        queue.add(Set.of(FLEET));
        if (view != null) {
            queue.add(view.namespaces());
        }
    }

    private void changed(HasMetadata object, boolean gone) {
        boolean pod = object instanceof Pod;
        if (pod && (gone || hasEnded((Pod) object))) {
            // What it held is free for pods of other namespaces.
            queue.add(waiting);
        }
        if (!gone && own.contains(object.getMetadata().getResourceVersion())) {
            return;
        }
        String namespace = object.getMetadata().getNamespace();
        if (namespace == null) {
            wake();
        } else {
            queue.add(pod ? List.of(namespace, FLEET) : List.of(namespace));
        }
    }

    private static boolean hasEnded(Pod pod) {
        return pod.getStatus() != null
                && ("Succeeded".equals(pod.getStatus().getPhase())
                        || "Failed".equals(pod.getStatus().getPhase()));
    }

    private void run() {
        ClusterView watched = view;
        for (WorkQueue.Turn turn = queue.take(); turn != null && watched != null; turn = queue.take()) {
            String key = turn.key();
            if (turn.timed() && key.equals(FLEET)) {
                queue.add(watched.namespaces());
            }
            try {
                queue.at(rounds(key, watched), key);
            } catch (KubernetesClientException e) {
                LOG.atDebug().addKeyValue("reason", e.getMessage()).log("the cluster could not be written");
                queue.at(clock.instant().plus(nextRetry(key)), key);
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("a controller of the sandbox failed");
                queue.at(clock.instant().plus(nextRetry(key)), key);
            }
        }
    }

    /** Decides and writes until there is nothing to write, and says when to look again. */
    private @Nullable Instant rounds(String key, ClusterView watched) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Decision decision = decide(key, watched);
            if (decision.changes().isEmpty()) {
                retries.remove(key);
                return decision.wakeAt();
            }
            ClusterWriter.Outcome outcome = writing.write(decision.changes());
            watched.await(writer.takeWritten());
            if (key.equals(FLEET)) {
                // A namespace may have had its turn before the nodes had theirs.
                queue.add(watched.namespaces());
            }
            switch (outcome) {
                case WRITTEN -> retries.remove(key);
                case STALE -> {
                    decision.wakeAt(clock.instant().plus(STALE_RETRY));
                    return decision.wakeAt();
                }
                case REFUSED -> {
                    decision.wakeAt(clock.instant().plus(nextRetry(key)));
                    return decision.wakeAt();
                }
            }
        }
        LOG.atWarn().addKeyValue("namespace", key).log("the sandbox's controllers do not come to rest");
        return clock.instant().plus(nextRetry(key));
    }

    private Decision decide(String key, ClusterView watched) {
        Decision decision = new Decision();
        if (key.equals(FLEET)) {
            ClusterSnapshot fleet = watched.fleet();
            controllers.ofFleet().forEach(controller -> controller.decide(fleet, clock.instant(), decision));
            return decision;
        }
        ClusterSnapshot namespace = watched.in(key);
        if (namespace.pods().stream().anyMatch(pod -> pod.getSpec().getNodeName() == null)) {
            waiting.add(key);
        } else {
            waiting.remove(key);
        }
        controllers.ofNamespaces().forEach(controller -> controller.decide(namespace, clock.instant(), decision));
        return decision;
    }

    private Duration nextRetry(String key) {
        Duration now = retries.getOrDefault(key, RETRY);
        Duration doubled = now.multipliedBy(2);
        retries.put(key, doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled);
        return now;
    }
}
