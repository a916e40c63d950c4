package io.sextant.deployer.load;

import java.util.List;

/**
 * Kills the stand-alone deployer before and after each of its writes while it deploys and removes, starts it again, and
 * compares what it made with an undisturbed run: {@code mvn -Pscale-run -Dload.main=KillRun -pl platform-deployer -am
 * process-test-classes}. Properties: {@code load.points} (most writes to kill at), {@code load.seed}.
 */
public final class KillRun {
    private KillRun() {}

    public static void main(String[] args) {
        long seed = Setting.seed();
        System.out.printf("kills at every write, seed %d%n", seed);
        try (KilledDeployer killed = new KilledDeployer(seed)) {
            boolean held = run(killed);
            System.out.println("the same objects however it was killed: " + (held ? "held" : "MISSED"));
            System.exit(held ? 0 : 1);
        }
    }

    private static boolean run(KilledDeployer killed) {
        KilledDeployer.Life undisturbed = killed.live("never", List.of());
        System.out.printf("undisturbed: %d writes, %s%n", undisturbed.writes(), undisturbed.content());
        boolean held = undisturbed.converged();
        int points = Math.min(Setting.whole("points", Integer.MAX_VALUE), undisturbed.writes());
        for (int write = 1; write <= points; write++) {
            for (boolean before : new boolean[] {true, false}) {
                String name = (before ? "before-" : "after-") + write;
                KilledDeployer.Life life = killed.live(name, List.of(new KillPoint(write, before)));
                boolean same = life.converged() && life.content().equals(undisturbed.content());
                System.out.printf("%s: %s%s%n", name, same ? "same" : "DIFFERS", same ? "" : " " + life);
                held &= same;
            }
        }
        return held;
    }
}
