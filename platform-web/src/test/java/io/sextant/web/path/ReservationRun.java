package io.sextant.web.path;

import io.sextant.web.testing.StartedProduct;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Lets a {@link ReservationStorm} rage for hours of the cluster's time, killing the product every hour and a half:
 * {@code mvn -Pload-run -Dload.main=ReservationRun -pl platform-web -am process-test-classes}. Properties: {@code load.hours},
 * {@code load.seed}.
 */
public final class ReservationRun {
    private static final int TIME_FACTOR = 200;
    private static final Duration BETWEEN_KILLS = Duration.ofMinutes(90).dividedBy(TIME_FACTOR);

    private ReservationRun() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        long seed = Long.getLong("load.seed", 1);
        int hours = Integer.getInteger("load.hours", 10);
        System.out.printf("%d hours at %d times their speed, seed %d%n", hours, TIME_FACTOR, seed);
        int kills = (int) Duration.ofHours(hours).dividedBy(TIME_FACTOR).dividedBy(BETWEEN_KILLS) - 1;
        try (ReservationStorm storm = new ReservationStorm(StartedProduct.freshDirectory(), seed)) {
            for (int kill = 0; kill < kills; kill++) {
                storm.rage(BETWEEN_KILLS);
                storm.killWhileSubmitting();
            }
            storm.rage(BETWEEN_KILLS);
            boolean held = held("everything as wanted and reserved once", storm.settle());
            storm.retireAll();
            held &= held("nothing reserved once all is retired", storm.settle());
            System.out.printf("%d wishes, %d kills, seed %d%n", storm.made(), kills, seed);
            System.exit(held ? 0 : 1);
        }
    }

    private static boolean held(String what, List<String> differences) {
        differences.forEach(System.out::println);
        System.out.printf("%s: %s%n", what, differences.isEmpty() ? "held" : "MISSED");
        return differences.isEmpty();
    }
}
