package io.sextant.api.billing;

import io.sextant.api.quota.QuotaPool;
import io.sextant.api.tenancy.Team;
import io.sextant.contract.observed.ReplicaInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A month in the life of many deployments, from a seed: they begin and end, grow and shrink, lose replicas to faults; and
 * what their clusters tell of it comes twice, late, in another order, by a clock that is ahead, or not at all for a while.
 */
record SeededMonth(List<Deployed> deployments, List<Told> facts, List<Booking> bookings) {
    private static final int DAYS = 31;
    private static final Duration CLOCK_AHEAD = Duration.ofMinutes(7);

    /** A deployment with its place. */
    record Deployed(UUID id, String name, Team team, QuotaPool pool, int gpusPerReplica) {
        /** Two of three are of a class that may borrow. */
        boolean mayBorrow() {
            return Math.floorMod(id.getLeastSignificantBits(), 3) != 0;
        }
    }

    /** What arrived of a replica, and when. */
    record Told(Instant arrived, Deployed deployment, ReplicaInterval interval) {}

    /** What a team is guaranteed of a pool from a moment on. */
    record Guarantee(Instant at, Team team, QuotaPool pool, int gpus) {}

    /** GPUs reserved, or given back: then 0. */
    record Booking(Instant at, Deployed deployment, int gpus) {}

    static SeededMonth of(long seed, int deployments, Instant start, List<Team> teams, List<QuotaPool> pools) {
        Random random = new Random(seed);
        List<Deployed> all = IntStream.range(0, deployments)
                .mapToObj(number -> new Deployed(
                        new UUID(random.nextLong(), random.nextLong()),
                        "model-" + number,
                        teams.get(random.nextInt(teams.size())),
                        pools.get(random.nextInt(pools.size())),
                        1 << random.nextInt(4)))
                .toList();
        SeededMonth month = new SeededMonth(all, new ArrayList<>(), new ArrayList<>());
        all.forEach(deployment -> month.live(deployment, start, random));
        month.facts()
                .sort(Comparator.comparing(Told::arrived)
                        .thenComparing(told -> told.interval().podUid()));
        month.bookings().sort(Comparator.comparing(Booking::at).thenComparingInt(Booking::gpus));
        return month;
    }

    private void live(Deployed deployment, Instant start, Random random) {
        Instant begin = start.plus(between(random, -2 * 24, (DAYS - 1) * 24));
        Instant end = begin.plus(between(random, 1, 9 * 24));
        int most = 1 + random.nextInt(3);
        bookings.add(new Booking(begin, deployment, most * deployment.gpusPerReplica()));
        bookings.add(new Booking(end.plus(between(random, 0, 3)), deployment, 0));
        for (int replica = 0; replica < most; replica++) {
            Instant from = begin.plus(between(random, 0, 6));
            int lives = 1 + random.nextInt(2);
            for (int life = 0; life < lives && from.isBefore(end); life++) {
                Instant until = life == lives - 1 ? end : earlier(end, from.plus(between(random, 1, 72)));
                tell(deployment, "pod-" + replica + "-" + life + "-" + deployment.id(), from, until, random);
                // The next one may start before the last is gone.
                from = until.minusSeconds(random.nextInt(600) - 300L);
            }
        }
    }

    private void tell(Deployed deployment, String pod, Instant from, Instant until, Random random) {
        Duration ahead = deployment.pool().cluster().endsWith("ahead") ? CLOCK_AHEAD : Duration.ZERO;
        Instant seen = from;
        while (seen.isBefore(until)) {
            seen = earlier(until, seen.plus(between(random, 1, 30)));
            boolean over = seen.equals(until);
            ReplicaInterval interval = new ReplicaInterval(
                    pod,
                    pod,
                    "node",
                    deployment.pool().gpuProduct(),
                    deployment.gpusPerReplica(),
                    from.plus(ahead),
                    over ? until.plus(ahead) : null,
                    seen.plus(ahead));
            Instant arrived = seen.plus(delay(random));
            facts.add(new Told(arrived, deployment, interval));
            if (random.nextInt(4) == 0) {
                facts.add(new Told(arrived.plus(delay(random)), deployment, interval));
            }
        }
    }

    /** Most facts come at once, some after hours, a few after weeks. */
    private static Duration delay(Random random) {
        int kind = random.nextInt(100);
        if (kind < 80) {
            return Duration.ofMillis(random.nextInt(60_000));
        }
        return kind < 95 ? between(random, 0, 12) : between(random, 24, 24 * 18);
    }

    private static Duration between(Random random, int fromHours, int untilHours) {
        return Duration.ofMillis(random.nextLong(
                Duration.ofHours(fromHours).toMillis(),
                Duration.ofHours(untilHours).toMillis()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
