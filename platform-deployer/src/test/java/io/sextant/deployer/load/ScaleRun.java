package io.sextant.deployer.load;

import io.sextant.contract.desired.DesiredState;
import java.time.Duration;
import java.util.List;

/**
 * Deploys many at once from empty and prints how fast it goes and what it costs:
 * {@code mvn -Pscale-run -pl platform-deployer -am process-test-classes}. Properties: {@code load.deployments},
 * {@code load.nodes}, {@code load.time-factor}, {@code load.heap} (MiB of the deployer), {@code load.minutes} (patience),
 * {@code load.requests} (most API requests of a deployment), {@code load.shared} (1: those of a team share their weights),
 * {@code load.seed}.
 */
public final class ScaleRun {
    private static final double MIB = 1 << 20;
    private final int count = Setting.whole("deployments", 5000);
    private final Duration patience = Duration.ofMinutes(Setting.whole("minutes", 30));
    private final long seed = Setting.seed();
    private final boolean shared = Setting.whole("shared", 0) == 1;

    private ScaleRun() {}

    public static void main(String[] args) {
        System.exit(new ScaleRun().run() ? 0 : 1);
    }

    private boolean run() {
        int nodes = Setting.whole("nodes", 1000);
        System.out.printf("%d deployments on %d nodes, seed %d%n", count, nodes, seed);
        try (LoadWorld world = new LoadWorld(nodes, Setting.decimal("time-factor", 600), seed);
                DeployerProcess deployer = world.deployer(Setting.whole("heap", 2048))) {
            DesiredState none = Tenants.desired(world.cluster(), 1, List.of());
            world.platform().desire(none);
            if (!LoadWorld.await(Duration.ofMinutes(2), () -> world.platform().reports() > 0 && deployer.isWell())) {
                System.out.println("the deployer did not start; see " + deployer.log());
                return false;
            }
            return measure(world, deployer);
        }
    }

    private boolean measure(LoadWorld world, DeployerProcess deployer) {
        long idle = world.requests().ofDeployer();
        DesiredState all = Tenants.desired(world.cluster(), 2, shared ? Tenants.sharing(count) : Tenants.chats(count));
        long start = System.nanoTime();
        world.platform().desire(all);
        Progress progress = new Progress(world, start);
        for (String plural : shared ? List.of("nimservices") : List.of("nimcaches", "nimservices")) {
            if (!LoadWorld.await(patience, () -> world.requests().applied(plural) >= count)) {
                return missed(world, deployer);
            }
            progress.tell("all " + plural + " applied", count);
        }
        if (!LoadWorld.await(patience, () -> world.ready() >= count)) {
            return missed(world, deployer);
        }
        progress.tell("all Ready", count);
        double perDeployment = (double) (world.requests().ofDeployer() - idle) / count;
        int most = Setting.whole("requests", 12);
        System.out.printf(
                "deployer: %.1f API requests per deployment to Ready, heap %.0f MiB, processor %.1f s%n",
                perDeployment, deployer.heapBytes() / MIB, deployer.cpu().toMillis() / 1000.0);
        System.out.printf(
                "platform: %.1f MiB of desired state sent, %d reports with %d observations%n",
                world.platform().feedBytes() / MIB,
                world.platform().reports(),
                world.platform().observed());
        System.out.println("requests of the deployer: " + world.requests().deployerKinds());
        System.out.println("requests of all: " + world.requests().all());
        boolean held = perDeployment <= most;
        System.out.printf("at most %d API requests per deployment: %s%n", most, held ? "held" : "MISSED");
        return held;
    }

    private boolean missed(LoadWorld world, DeployerProcess deployer) {
        System.out.printf(
                "MISSED: after %s only %d of %d are Ready; deployer's log %s%n",
                patience, world.ready(), count, deployer.log());
        System.out.println("requests of all: " + world.requests().all());
        return false;
    }

    /** How far the cluster is, against the clock. */
    private record Progress(LoadWorld world, long start) {
        void tell(String what, int count) {
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%s after %.1f s: %.1f a second; Ready %d%n", what, seconds, count / seconds, world.ready());
        }
    }
}
