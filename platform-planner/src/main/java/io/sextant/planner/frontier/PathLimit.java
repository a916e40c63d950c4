package io.sextant.planner.frontier;

import io.sextant.planner.capacity.SlaTerm;

/**
 * A load beyond which a path does not go on as it should.
 *
 * @param load the highest at which it still does, in the unit of the paths; 0 when it never does
 * @param sentence the load, what ends there and why, with the numbers
 */
public record PathLimit(Kind kind, double load, String sentence) {

    /** What ends. */
    public enum Kind {
        TTFT,
        ITL,
        E2E,
        USER_RATE,
        /** The replicas finish no more requests; the queue grows without end. */
        THROUGHPUT,
        QUOTA,
        FREE_GPUS;

        static Kind of(SlaTerm term) {
            return switch (term) {
                case TTFT -> TTFT;
                case ITL -> ITL;
                case E2E -> E2E;
                case USER_RATE -> USER_RATE;
            };
        }
    }

    /** Whether it is a target of the SLA that breaks. */
    public boolean breaksSla() {
        return switch (kind) {
            case TTFT, ITL, E2E, USER_RATE, THROUGHPUT -> true;
            case QUOTA, FREE_GPUS -> false;
        };
    }
}
