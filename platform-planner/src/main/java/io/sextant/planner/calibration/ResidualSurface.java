package io.sextant.planner.calibration;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the factors of a profile leave unexplained at its measured points, and how far that reaches to other loads.
 *
 * <p>Gaussian process regression over the logarithms of concurrency, input and output length with a squared exponential
 * kernel: near a measured point its error is made good, far from all of them nothing is changed.
 */
final class ResidualSurface {

    private static final double SIGNAL = 0.35;
    private static final double CONCURRENCY_REACH = 1.0;
    private static final double LENGTH_REACH = 1.2;

    /** One wild point must not move the others. */
    private static final double LARGEST = 1.5;

    private final double[][] places;
    private final double[] weights;

    private ResidualSurface(double[][] places, double[] weights) {
        this.places = places;
        this.weights = weights;
    }

    /**
     * A surface through these errors.
     *
     * @param errors logarithm of measured over predicted; NaN where nothing was measured
     * @param noise standard deviation of a repeated measurement
     */
    static ResidualSurface of(List<Observation> points, double[] errors, double noise) {
        int[] known = IntStream.range(0, errors.length)
                .filter(i -> !Double.isNaN(errors[i]))
                .toArray();
        double[][] places = new double[known.length][];
        double[] values = new double[known.length];
        for (int i = 0; i < known.length; i++) {
            Observation point = points.get(known[i]);
            places[i] = place(
                    point.inFlight(),
                    point.workload().isl().mean(),
                    point.workload().osl().mean());
            values[i] = Math.clamp(errors[known[i]], -LARGEST, LARGEST);
        }
        if (known.length == 0) {
            return new ResidualSurface(places, values);
        }
        double[][] matrix = new double[known.length][known.length];
        for (int i = 0; i < known.length; i++) {
            for (int j = 0; j < known.length; j++) {
                matrix[i][j] = kernel(places[i], places[j]);
            }
            matrix[i][i] += noise * noise;
        }
        return new ResidualSurface(places, Matrix.solve(Matrix.cholesky(matrix), values));
    }

    /** The expected error at a load: logarithm of what would be measured over what the factors predict. */
    double at(double inFlight, double isl, double osl) {
        double[] place = place(inFlight, isl, osl);
        double sum = 0;
        for (int i = 0; i < places.length; i++) {
            sum += weights[i] * kernel(places[i], place);
        }
        return sum;
    }

    private static double[] place(double inFlight, double isl, double osl) {
        return new double[] {
            Math.log(Math.max(1, inFlight)) / CONCURRENCY_REACH,
            Math.log(isl) / LENGTH_REACH,
            Math.log(osl) / LENGTH_REACH
        };
    }

    private static double kernel(double[] a, double[] b) {
        double distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return SIGNAL * SIGNAL * Math.exp(-distance / 2);
    }
}
