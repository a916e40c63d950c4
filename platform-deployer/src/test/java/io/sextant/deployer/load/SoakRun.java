package io.sextant.deployer.load;

import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.DeploymentObservation;
import io.sextant.deployer.fixture.Chat;
import io.sextant.sandbox.fault.RandomFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Random wishes and random faults for hours of the cluster's time, then an end of both and a look whether all is as wanted:
 * {@code mvn -Pscale-run -Dload.main=SoakRun -pl platform-deployer -am process-test-classes}. Properties: {@code load.hours},
 * {@code load.deployments}, {@code load.time-factor}, {@code load.minutes} (patience at the end), {@code load.seed}.
 */
public final class SoakRun {
    private static final int TEAMS = 3;
    private static final int MOST_REPLICAS = 3;
    private final long seed = Setting.seed();
    private final Random random = new Random(seed);
    private final double factor = Setting.decimal("time-factor", 600);
    private final List<Chat> wanted = new ArrayList<>();
    private long revision;
    private int made;

    private SoakRun() {}

    public static void main(String[] args) {
        System.exit(new SoakRun().run() ? 0 : 1);
    }

    private boolean run() {
        int hours = Setting.whole("hours", 10);
        System.out.printf("%d hours at %.0f times their speed, seed %d%n", hours, factor, seed);
        try (LoadWorld world = new LoadWorld(24, factor, seed);
                ClusterContent content = new ClusterContent(world.kubernetes());
                DeployerProcess deployer = world.deployer(1024)) {
            long end = System.nanoTime() + (long) (Duration.ofHours(hours).toNanos() / factor);
            int wishes = 0;
            while (System.nanoTime() < end) {
                wish();
                world.platform().desire(Tenants.desired(world.cluster(), ++revision, wanted));
                if (++wishes % 3 == 0) {
                    new RandomFaults(random.nextLong(), 1, Duration.ofSeconds(8))
                            .draw()
                            .forEach(world.sandbox().faults()::cause);
                }
                LoadWorld.pause(Duration.ofMillis(300 + random.nextInt(900)));
            }
            world.sandbox().faults().clearAll();
            System.out.printf("%d wishes, %d deployments ever wanted; now without faults%n", wishes, made);
            boolean held = LoadWorld.await(
                    Duration.ofMinutes(Setting.whole("minutes", 10)),
                    () -> differences(world, content).isEmpty());
            differences(world, content).forEach(System.out::println);
            System.out.printf("everything as wanted, seed %d: %s%n", seed, held ? "held" : "MISSED " + deployer.log());
            return held;
        }
    }

    private void wish() {
        List<Integer> there = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).presence() != Presence.GONE) {
                there.add(i);
            }
        }
        if (there.isEmpty() || (there.size() < Setting.whole("deployments", 12) && random.nextInt(3) == 0)) {
            String team = "sextant-soak-" + random.nextInt(TEAMS);
            wanted.add(
                    Chat.support().named("soak-" + ++made).in(team).onAnyGpu().readyWithin(7200));
            return;
        }
        int which = there.get(random.nextInt(there.size()));
        Chat chat = wanted.get(which);
        Chat next = switch (random.nextInt(5)) {
            case 0 -> chat.presence(Presence.GONE);
            case 1 -> chat.presence(Presence.STOPPED);
            case 2 -> chat.presence(Presence.RUNNING);
            default -> chat.replicas(1 + random.nextInt(MOST_REPLICAS));
        };
        wanted.set(which, next.generation(chat.generation() + 1));
    }

    private List<String> differences(LoadWorld world, ClusterContent content) {
        List<String> differences = new ArrayList<>();
        for (Chat chat : wanted) {
            boolean right = world.platform()
                    .latest(chat.id())
                    .filter(seen -> seen.generation() == chat.generation() && isRight(chat, seen))
                    .isPresent();
            if (!right) {
                differences.add("%s is not reported as wanted: %s, generation %d"
                        .formatted(chat.name(), chat.presence(), chat.generation()));
            }
        }
        for (int team = 0; team < TEAMS; team++) {
            compare("sextant-soak-" + team, content, differences);
        }
        return differences;
    }

    private static boolean isRight(Chat chat, DeploymentObservation seen) {
        return switch (chat.presence()) {
            case RUNNING -> LoadWorld.isReady(seen) && seen.readyReplicas() == chat.replicas();
            case STOPPED -> seen.readyReplicas() == 0;
            case GONE, UNKNOWN -> seen.podsGone();
        };
    }

    private void compare(String namespace, ClusterContent content, List<String> differences) {
        List<Chat> here = wanted.stream()
                .filter(chat -> chat.namespace().equals(namespace) && chat.presence() != Presence.GONE)
                .toList();
        Set<String> names = here.stream().map(Chat::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> caches = here.stream().map(Chat::cacheName).collect(Collectors.toCollection(TreeSet::new));
        int pods = here.stream()
                .filter(chat -> chat.presence() == Presence.RUNNING)
                .mapToInt(Chat::replicas)
                .sum();
        Map<String, Collection<String>> found = content.of(namespace);
        expect(namespace, "NIMService", names, found, differences);
        expect(namespace, "NIMCache", caches, found, differences);
        expect(namespace, "running pods", Set.of(Integer.toString(pods)), found, differences);
    }

    private static void expect(
            String namespace,
            String kind,
            Set<String> names,
            Map<String, Collection<String>> found,
            List<String> differences) {
        Set<String> there = new TreeSet<>(found.getOrDefault(kind, Set.of()));
        if (!there.equals(names)) {
            differences.add("%s has the %s %s instead of %s".formatted(namespace, kind, there, names));
        }
    }
}
