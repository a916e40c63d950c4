package io.sextant.planner.performance;

/**
 * How far prompts arrive in step with each other, from how much their lengths vary.
 *
 * <p>Requests of one length that are answered together return together, so their prompts come in waves (share 1).
 * Lengths drawn from 80 to 100 % of a nominal one (spread 0.06) break the waves up; chat traffic (spread 0.5 and more)
 * does so entirely. Published range for random lengths: 0.1 to 0.3.
 */
final class Synchrony {

    private static final double SLIGHT_SPREAD = 0.05;
    private static final double SLIGHT_SHARE = 0.2;
    private static final double CHAT_SPREAD = 0.5;
    private static final double CHAT_SHARE = 0.1;

    private Synchrony() {}

    static double of(Workload workload) {
        double spread = Math.max(workload.isl().spread(), workload.osl().spread());
        if (spread < SLIGHT_SPREAD) {
            return between(1, SLIGHT_SHARE, spread / SLIGHT_SPREAD);
        }
        return between(SLIGHT_SHARE, CHAT_SHARE, Math.min(1, (spread - SLIGHT_SPREAD) / (CHAT_SPREAD - SLIGHT_SPREAD)));
    }

    private static double between(double from, double to, double share) {
        return from + (to - from) * share;
    }
}
