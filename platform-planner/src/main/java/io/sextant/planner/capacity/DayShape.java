package io.sextant.planner.capacity;

import io.sextant.planner.units.Quantity;
import java.util.Collections;
import java.util.List;

/** How load moves over a day, as shares of its peak. */
public sealed interface DayShape {

    /** Share of the peak at an hour of the day, 0 to below 24. */
    double shareAt(double hour);

    /** Average load: what cost per token is spread over. */
    double averageShare();

    /** Lowest load: what autoscaling may shrink to. */
    double troughShare();

    /** The peak all day long. */
    static DayShape flat() {
        return new Flat();
    }

    /** Each hour's load in any unit, from midnight on; the highest becomes the peak. */
    static DayShape ofHourlyLoads(List<Double> loads) {
        loads.forEach(load -> Quantity.notNegative("load of an hour", load));
        double peak = Quantity.positive("highest load of the day", loads.isEmpty() ? 0 : Collections.max(loads));
        return new Hourly(loads.stream().map(load -> load / peak).toList());
    }

    /** The peak all day long. */
    record Flat() implements DayShape {

        @Override
        public double shareAt(double hour) {
            return 1;
        }

        @Override
        public double averageShare() {
            return 1;
        }

        @Override
        public double troughShare() {
            return 1;
        }
    }

    /**
     * Load that swings around its mean once a day, highest at two in the afternoon.
     *
     * @param amplitude swing as a share of the mean, 0 to 1: 0.6 means from 0.4 to 1.6 times the mean
     */
    record Cosine(double amplitude) implements DayShape {

        private static final double PEAK_HOUR = 14;

        public Cosine {
            Quantity.share("amplitude of the day", amplitude);
        }

        @Override
        public double shareAt(double hour) {
            return (1 + amplitude * Math.cos((hour - PEAK_HOUR) * Math.PI / 12)) / (1 + amplitude);
        }

        @Override
        public double averageShare() {
            return 1 / (1 + amplitude);
        }

        @Override
        public double troughShare() {
            return (1 - amplitude) / (1 + amplitude);
        }
    }

    /**
     * Load hour by hour with straight lines between.
     *
     * @param shares 24 shares of the peak, from midnight on; the highest is 1
     */
    record Hourly(List<Double> shares) implements DayShape {

        private static final int HOURS = 24;

        public Hourly {
            shares = List.copyOf(shares);
            if (shares.size() != HOURS) {
                throw new IllegalArgumentException("a day has 24 hours, but %d were given".formatted(shares.size()));
            }
            shares.forEach(share -> Quantity.share("share of the peak", share));
            if (Collections.max(shares) != 1) {
                throw new IllegalArgumentException(
                        "the busiest hour is the peak: its share must be 1, but was " + Collections.max(shares));
            }
        }

        @Override
        public double shareAt(double hour) {
            int before = (int) Math.floor(hour);
            double from = shares.get(Math.floorMod(before, HOURS));
            double to = shares.get(Math.floorMod(before + 1, HOURS));
            return from + (to - from) * (hour - before);
        }

        @Override
        public double averageShare() {
            return shares.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        @Override
        public double troughShare() {
            return Collections.min(shares);
        }
    }
}
