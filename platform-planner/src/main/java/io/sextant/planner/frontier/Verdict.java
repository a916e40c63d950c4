package io.sextant.planner.frontier;

/** How a candidate stands: whether it holds the SLA, and if so whether it can be had now. */
public enum Verdict {
    FITS,
    NO_FREE_CAPACITY,
    EXCEEDS_QUOTA,
    MISSES_SLA;

    public boolean meetsSla() {
        return this != MISSES_SLA;
    }
}
