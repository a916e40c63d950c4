package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.planner.capacity.DayShape;
import java.util.Collections;
import java.util.List;

/** How the load moves over a day; the busiest moment is the peak that the demand names. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlanDay.Swing.class, name = "swing"),
    @JsonSubTypes.Type(value = PlanDay.Hourly.class, name = "hourly")
})
public sealed interface PlanDay {
    /** The planner's own form. */
    DayShape shape();

    /**
     * Up and down once a day, busiest at two in the afternoon.
     *
     * @param amplitude 0 to 1, as a share of the day's mean: 0.6 means from 0.4 to 1.6 times the mean
     */
    record Swing(double amplitude) implements PlanDay {
        private static final Bounds AMPLITUDE =
                new Bounds("/demand/day/amplitude", "The swing of the day", 0, 1, "(a fraction of the mean)");

        public Swing {
            AMPLITUDE.check(amplitude);
        }

        @Override
        public DayShape shape() {
            return amplitude == 0 ? DayShape.flat() : new DayShape.Cosine(amplitude);
        }
    }

    /**
     * Hour by hour.
     *
     * @param loads 24 numbers in any unit, from midnight on
     */
    record Hourly(List<Double> loads) implements PlanDay {
        private static final String POINTER = "/demand/day/loads";
        private static final Bounds LOAD = new Bounds(POINTER, "The load of an hour", 0, 1e12, "");
        private static final int HOURS = 24;

        public Hourly {
            loads = List.copyOf(loads);
            if (loads.size() != HOURS) {
                throw new PlatformProblem.Invalid(
                        POINTER, "wrong-count", "A day has 24 hours, but %d loads were given.".formatted(loads.size()));
            }
            loads.forEach(load -> LOAD.check(load.doubleValue()));
            if (Collections.max(loads) == 0) {
                throw new PlatformProblem.Invalid(POINTER, "too-small", "One hour of the day must have some load.");
            }
        }

        @Override
        public DayShape shape() {
            return DayShape.ofHourlyLoads(loads);
        }
    }
}
