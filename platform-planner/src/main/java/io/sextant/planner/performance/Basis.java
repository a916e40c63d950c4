package io.sextant.planner.performance;

/**
 * What a prediction rests on, as far as its likely error depends on it.
 *
 * @param points measured points of the profile it was calibrated with, 0 for none
 * @param sameShape whether some of them have the same input and output lengths
 * @param experts whether the model is a mixture of experts
 * @param randomLengths whether lengths vary
 */
public record Basis(int points, boolean sameShape, boolean experts, boolean randomLengths) {

    private static final int FEW = 3;
    private static final int ENOUGH = 5;
    private static final double SAME_SHAPE = 0.05;

    /** Whether two workloads are the same to within a few percent. */
    public static boolean sameShape(Workload one, Workload other) {
        return near(one.isl().mean(), other.isl().mean())
                && near(one.osl().mean(), other.osl().mean());
    }

    private static boolean near(double one, double other) {
        return Math.abs(Math.log(one / other)) < SAME_SHAPE;
    }

    /** The line of the table of intervals that applies. */
    String key() {
        if (points == 0) {
            return "modelled " + (experts ? "experts" : "dense") + (randomLengths ? " random" : " fixed");
        }
        String count = points >= ENOUGH ? "5+" : points >= FEW ? "3-4" : "1-2";
        return "calibrated " + count + (sameShape ? " same-shape" : " other-shapes");
    }
}
