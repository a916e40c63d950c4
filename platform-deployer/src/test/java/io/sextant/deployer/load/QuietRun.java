package io.sextant.deployer.load;

import java.time.Duration;
import java.util.List;

/**
 * Deploys many, waits until all serve, and counts what is written while nobody wants anything:
 * {@code mvn -Pscale-run -Dload.main=QuietRun -pl platform-deployer -am process-test-classes}. Properties:
 * {@code load.deployments}, {@code load.nodes}, {@code load.seconds}, {@code load.minutes} (patience), {@code load.seed}.
 */
public final class QuietRun {
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private QuietRun() {}

    public static void main(String[] args) {
        System.exit(run() ? 0 : 1);
    }

    private static boolean run() {
        int count = Setting.whole("deployments", 1000);
        Duration patience = Duration.ofMinutes(Setting.whole("minutes", 30));
        Duration length = Duration.ofSeconds(Setting.whole("seconds", 300));
        long seed = Setting.seed();
        System.out.printf("%d deployments, quiet for %s, seed %d%n", count, length, seed);
        try (LoadWorld world = new LoadWorld(Setting.whole("nodes", 250), Setting.decimal("time-factor", 600), seed);
                DeployerProcess deployer = world.deployer(Setting.whole("heap", 2048))) {
            world.platform().desire(Tenants.desired(world.cluster(), 1, List.of()));
            world.platform().desire(Tenants.desired(world.cluster(), 2, Tenants.chats(count)));
            if (!LoadWorld.await(patience, () -> world.ready() >= count)) {
                System.out.printf("MISSED: only %d are Ready; see %s%n", world.ready(), deployer.log());
                return false;
            }
            LoadWorld.pause(SETTLING);
            return measure(world, deployer, length);
        }
    }

    private static boolean measure(LoadWorld world, DeployerProcess deployer, Duration length) {
        long writes = world.requests().writes();
        long reads = world.requests().ofDeployer();
        long reports = world.platform().reports();
        long observed = world.platform().observed();
        Duration cpu = deployer.cpu();
        LoadWorld.pause(length);
        double minutes = length.toMillis() / 60_000.0;
        double writesAMinute = (world.requests().writes() - writes) / minutes;
        System.out.printf(
                "a minute: %.1f writes to the cluster by anybody, %.1f requests of the deployer, %.1f reports with"
                        + " %.1f observations, %.1f s of the deployer's processor%n",
                writesAMinute,
                (world.requests().ofDeployer() - reads) / minutes,
                (world.platform().reports() - reports) / minutes,
                (world.platform().observed() - observed) / minutes,
                deployer.cpu().minus(cpu).toMillis() / 1000.0 / minutes);
        boolean held = writesAMinute <= 1;
        System.out.printf("at most one write to the cluster a minute: %s%n", held ? "held" : "MISSED");
        return held;
    }
}
