package io.sextant.deployer.load;

import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.deployer.fixture.Chat;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Lives of a deployment, from nothing to Ready to gone, during which the stand-alone deployer is killed (SIGKILL) at
 * chosen writes and started again. That a write comes is seen at the API server, so the deployer knows of nothing.
 */
final class KilledDeployer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int HEAP_MIB = 512;

    private final LoadWorld world;
    private final ClusterContent content;
    private final AtomicReference<DeployerProcess> deployer = new AtomicReference<>();
    private long revision;

    KilledDeployer(long seed) {
        world = new LoadWorld(16, 600, seed);
        content = new ClusterContent(world.kubernetes());
    }

    /**
     * What became of a deployment.
     *
     * @param kills how often the deployer was killed
     * @param writes that the deployer asked for, those of its successors included
     * @param content of its namespace while it was Ready
     */
    record Life(boolean converged, int kills, int writes, Map<String, Collection<String>> content) {}

    /** A life in a namespace of its own. */
    Life live(String name, List<KillPoint> points) {
        Chat chat = Chat.support().named(name).in("sextant-" + name);
        start();
        world.requests().killAt(points, () -> current().kill());
        boolean ready = reaches(chat, LoadWorld::isReady);
        Map<String, Collection<String>> made = new TreeMap<>(content.of(chat.namespace()));
        boolean gone = reaches(chat.presence(Presence.GONE), DeploymentObservation::podsGone);
        boolean empty = LoadWorld.await(PATIENCE, () -> {
            Map<String, Collection<String>> left = content.of(chat.namespace());
            return !left.containsKey("NIMCache") && !left.containsKey("NIMService") && !left.containsKey("Deployment");
        });
        Life life = new Life(
                ready && gone && empty,
                world.requests().kills(),
                world.requests().deployerWrites(),
                named(made, name));
        current().close();
        world.platform().forget(chat.id());
        return life;
    }

    /** The same in all lives. */
    private static Map<String, Collection<String>> named(Map<String, Collection<String>> content, String name) {
        Map<String, Collection<String>> general = new TreeMap<>();
        content.forEach((kind, names) -> general.put(
                kind, names.stream().map(found -> found.replace(name, "NAME")).toList()));
        return general;
    }

    private boolean reaches(Chat chat, Predicate<DeploymentObservation> state) {
        world.platform().desire(Tenants.desired(world.cluster(), ++revision, List.of(chat)));
        return LoadWorld.await(PATIENCE, () -> {
            if (!current().isAlive()) {
                start();
            }
            return world.platform().latest(chat.id()).filter(state).isPresent();
        });
    }

    private void start() {
        deployer.set(world.deployer(HEAP_MIB));
    }

    private DeployerProcess current() {
        return Objects.requireNonNull(deployer.get());
    }

    @Override
    public void close() {
        DeployerProcess last = deployer.get();
        if (last != null) {
            last.close();
        }
        content.close();
        world.close();
    }
}
