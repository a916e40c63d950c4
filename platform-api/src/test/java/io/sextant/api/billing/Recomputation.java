package io.sextant.api.billing;

import io.sextant.api.billing.SeededMonth.Booking;
import io.sextant.api.billing.SeededMonth.Deployed;
import io.sextant.api.billing.SeededMonth.Guarantee;
import io.sextant.api.billing.SeededMonth.Told;
import io.sextant.api.quota.QuotaPool;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What teams owe, computed from what was told without any of the platform's code: by replica and by moment, without buckets
 * that are kept, seals or reversals, and without rounding.
 */
final class Recomputation {
    private final SeededMonth month;
    private final List<Guarantee> guarantees;
    private final Rates rates;
    private final Rates burstRates;

    Recomputation(SeededMonth month, List<Guarantee> guarantees, Rates rates, Rates burstRates) {
        this.month = month;
        this.guarantees = guarantees;
        this.rates = rates;
        this.burstRates = burstRates;
    }

    /** The price of a GPU hour in a pool when an hour begins. */
    interface Rates {
        BigDecimal at(QuotaPool pool, Instant hour);
    }

    /** Cost by team, of the time between two moments, by what had arrived until a third. */
    Map<String, BigDecimal> cost(Instant from, Instant until, Instant known) {
        Map<String, BigDecimal> cost = new HashMap<>();
        List<Replica> replicas = replicas(known);
        replicas.forEach(replica -> cost.merge(
                replica.deployment().team().slug(),
                rated(
                        rates,
                        replica.deployment().pool(),
                        replica.gpus(),
                        later(from, replica.from()),
                        earlier(until, replica.until())),
                BigDecimal::add));
        borrowed(replicas, from, until).forEach((team, amount) -> cost.merge(team, amount, BigDecimal::add));
        idle(replicas, from, until).forEach((team, amount) -> cost.merge(team, amount, BigDecimal::add));
        return cost;
    }

    /** The earliest start, the earliest end and else the latest sight told; nothing of the time after a report arrived. */
    private List<Replica> replicas(Instant known) {
        Map<String, List<Told>> byPod = new HashMap<>();
        month.facts().stream()
                .filter(told -> !told.arrived().isAfter(known))
                .forEach(told -> byPod.computeIfAbsent(told.interval().podUid(), pod -> new ArrayList<>())
                        .add(told));
        List<Replica> replicas = new ArrayList<>();
        for (List<Told> reports : byPod.values()) {
            Instant start = Instant.MAX;
            Instant end = Instant.MAX;
            Instant seen = Instant.MIN;
            for (Told told : reports) {
                Instant startTold = earlier(told.interval().startedAt(), told.arrived());
                start = earlier(start, startTold);
                seen = later(seen, later(startTold, earlier(told.interval().seenUntil(), told.arrived())));
                if (told.interval().endedAt() != null) {
                    end = earlier(end, later(startTold, earlier(told.interval().endedAt(), told.arrived())));
                }
            }
            Told any = reports.getFirst();
            replicas.add(
                    new Replica(any.deployment(), any.interval().gpus(), start, end.equals(Instant.MAX) ? seen : end));
        }
        return replicas;
    }

    /** Less for what was held above the guarantee, at every moment at which anything changes; whose pods it was makes no odds. */
    private Map<String, BigDecimal> borrowed(List<Replica> replicas, Instant from, Instant until) {
        Map<String, BigDecimal> less = new HashMap<>();
        places().values().forEach(place -> {
            Deployed any = place.getFirst();
            List<Replica> held = replicas.stream()
                    .filter(replica -> place.contains(replica.deployment()))
                    .toList();
            List<Replica> mayBorrow = held.stream()
                    .filter(replica -> replica.deployment().mayBorrow())
                    .toList();
            TreeSet<Instant> moments = new TreeSet<>(List.of(from, until));
            guarantees.forEach(guarantee -> moments.add(guarantee.at()));
            held.forEach(replica -> moments.addAll(List.of(replica.from(), replica.until())));
            List<Instant> inside = List.copyOf(moments.subSet(from, true, until, true));
            for (int i = 0; i + 1 < inside.size(); i++) {
                Instant at = inside.get(i);
                int above = held(held, at) - guaranteed(any, at);
                int gpus = Math.max(0, Math.min(above, held(mayBorrow, at)));
                BigDecimal full = rated(rates, any.pool(), gpus, at, inside.get(i + 1));
                BigDecimal burst = rated(burstRates, any.pool(), gpus, at, inside.get(i + 1));
                less.merge(any.team().slug(), burst.subtract(full), BigDecimal::add);
            }
        });
        return less;
    }

    private int guaranteed(Deployed any, Instant at) {
        int gpus = 0;
        for (Guarantee guarantee : guarantees) {
            if (guarantee.team().equals(any.team())
                    && guarantee.pool().equals(any.pool())
                    && !guarantee.at().isAfter(at)) {
                gpus = guarantee.gpus();
            }
        }
        return gpus;
    }

    private BigDecimal rated(Rates rates, QuotaPool pool, int gpus, Instant from, Instant until) {
        BigDecimal cost = BigDecimal.ZERO;
        Instant at = from;
        while (at.isBefore(until)) {
            Instant hour = Instant.ofEpochSecond(at.getEpochSecond() / 3600 * 3600);
            Instant cut = earlier(until, hour.plusSeconds(3600));
            cost = cost.add(BigDecimal.valueOf(Duration.between(at, cut).toMillis() * gpus)
                    .multiply(rates.at(pool, hour))
                    .divide(BigDecimal.valueOf(3_600_000), MathContext.DECIMAL128));
            at = cut;
        }
        return cost;
    }

    /** At every moment at which anything changes, what is reserved less what replicas hold. */
    private Map<String, BigDecimal> idle(List<Replica> replicas, Instant from, Instant until) {
        Map<String, BigDecimal> idle = new HashMap<>();
        for (List<Deployed> place : places().values()) {
            List<Replica> held = replicas.stream()
                    .filter(replica -> place.contains(replica.deployment()))
                    .toList();
            List<Booking> booked = month.bookings().stream()
                    .filter(booking -> place.contains(booking.deployment()))
                    .toList();
            TreeSet<Instant> moments = new TreeSet<>(List.of(from, until));
            booked.forEach(booking -> moments.add(booking.at()));
            held.forEach(replica -> moments.addAll(List.of(replica.from(), replica.until())));
            List<Instant> inside = List.copyOf(moments.subSet(from, true, until, true));
            for (int i = 0; i + 1 < inside.size(); i++) {
                Instant at = inside.get(i);
                int gpus = reserved(place, booked, at) - held(held, at);
                if (gpus > 0) {
                    Deployed any = place.getFirst();
                    idle.merge(
                            any.team().slug(), rated(rates, any.pool(), gpus, at, inside.get(i + 1)), BigDecimal::add);
                }
            }
        }
        return idle;
    }

    private Map<List<Object>, List<Deployed>> places() {
        Map<List<Object>, List<Deployed>> places = new HashMap<>();
        month.deployments()
                .forEach(deployment -> places.computeIfAbsent(
                                List.of(deployment.team().slug(), deployment.pool()), place -> new ArrayList<>())
                        .add(deployment));
        return places;
    }

    private static int reserved(List<Deployed> place, List<Booking> booked, Instant at) {
        int gpus = 0;
        for (Deployed deployment : place) {
            int own = 0;
            for (Booking booking : booked) {
                if (booking.deployment().equals(deployment) && !booking.at().isAfter(at)) {
                    own = booking.gpus();
                }
            }
            gpus += own;
        }
        return gpus;
    }

    private static int held(List<Replica> replicas, Instant at) {
        return replicas.stream()
                .filter(replica ->
                        !replica.from().isAfter(at) && replica.until().isAfter(at))
                .mapToInt(Replica::gpus)
                .sum();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private record Replica(Deployed deployment, int gpus, Instant from, Instant until) {}
}
