package io.sextant.sandbox.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Faults drawn by a seed: the same seed draws the same faults. */
public record RandomFaults(long seed, int count, Duration longest) {
    private static final FaultKind[] KINDS = FaultKind.values();

    public RandomFaults {
        if (count < 1 || count > 50) {
            throw new IllegalArgumentException("count must be from 1 to 50, not " + count);
        }
        if (longest.isNegative() || longest.isZero() || longest.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("seconds must be above 0 and at most a day, not " + longest.toSeconds());
        }
    }

    /** The faults, each on the whole cluster, each ending by itself; one in two strikes only a part. */
    public List<FaultOrder> draw() {
        Random random = new Random(seed);
        List<FaultOrder> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FaultKind kind = KINDS[random.nextInt(KINDS.length)];
            long millis = 1 + (long) (random.nextDouble() * longest.toMillis());
            double share = random.nextBoolean() ? 1 : 0.2 + 0.6 * random.nextDouble();
            orders.add(FaultOrder.everywhere(kind)
                    .lasting(Duration.ofMillis(millis))
                    .sharing(share));
        }
        return orders;
    }
}
