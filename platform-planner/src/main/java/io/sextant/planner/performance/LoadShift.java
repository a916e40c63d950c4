package io.sextant.planner.performance;

/** What an engine's latencies under one kind of request are off the formulas by, over the number in flight. */
public final class LoadShift {

    /** The formulas are right as they are. */
    public static final LoadShift NONE = new LoadShift(new double[] {0, 0}, new double[] {0, 0});

    /** Distance of two knots in the logarithm of the concurrency. */
    static final double STEP = 0.3;

    private final double[] ttft;
    private final double[] itl;

    /** From logarithms of measured over computed at knots that lie {@link #STEP} apart, the first at 1 in flight. */
    LoadShift(double[] ttft, double[] itl) {
        this.ttft = ttft;
        this.itl = itl;
    }

    /** Logarithm of measured over computed TTFT. */
    public double ttft(double inFlight) {
        return at(ttft, inFlight);
    }

    /** Logarithm of measured over computed ITL. */
    public double itl(double inFlight) {
        return at(itl, inFlight);
    }

    /** What the formulas say, moved by what they are off. */
    public MeanPoint correct(MeanPoint computed, double inFlight) {
        return this == NONE
                ? computed
                : computed.withLatencies(
                        computed.ttftMs() * Math.exp(ttft(inFlight)), computed.itlMs() * Math.exp(itl(inFlight)));
    }

    private static double at(double[] knots, double inFlight) {
        double place = Math.clamp(Math.log(Math.max(1, inFlight)) / STEP, 0, knots.length - 1.0);
        int below = Math.min((int) place, knots.length - 2);
        return knots[below] + (place - below) * (knots[below + 1] - knots[below]);
    }
}
