package io.sextant.planner.calibration;

import io.sextant.planner.units.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the factors of a profile leave unexplained at its measured points, and how far that reaches to other loads.
 *
 * <p>Gaussian process regression over the logarithms of concurrency, input and output length with a squared exponential
 * kernel: near a measured point its error is made good, far from all of them nothing is changed.
 */
final class ResidualSurface {

    /** One wild point must not move the others. */
    private static final double LARGEST = 1.5;

    /**
     * How errors hang together.
     *
     * @param signal how large they usually are
     * @param concurrency how far, in the logarithm of concurrency, one says something about another
     * @param length the same for input and output length
     * @param noise standard deviation of a repeated measurement
     */
    record Kinship(double signal, double concurrency, double length, double noise) {}

    private final Kinship kinship;
    private final double[][] places;
    private final double[] weights;

    private ResidualSurface(Kinship kinship, double[][] places, double[] weights) {
        this.kinship = kinship;
        this.places = places;
        this.weights = weights;
    }

    /**
     * A surface through these errors.
     *
     * @param errors logarithm of measured over predicted; NaN where nothing was measured
     */
    static ResidualSurface of(List<Observation> points, double[] errors, Kinship kinship) {
        int[] known = IntStream.range(0, errors.length)
                .filter(i -> !Double.isNaN(errors[i]))
                .toArray();
        double[][] places = new double[known.length][];
        double[] values = new double[known.length];
        for (int i = 0; i < known.length; i++) {
            Observation point = points.get(known[i]);
            places[i] = place(
                    kinship,
                    point.inFlight(),
                    point.workload().isl().mean(),
                    point.workload().osl().mean());
            values[i] = Math.clamp(errors[known[i]], -LARGEST, LARGEST);
        }
        if (known.length == 0) {
            return new ResidualSurface(kinship, places, values);
        }
        double[][] matrix = new double[known.length][known.length];
        for (int i = 0; i < known.length; i++) {
            for (int j = 0; j < known.length; j++) {
                matrix[i][j] = kernel(kinship, places[i], places[j]);
            }
            matrix[i][i] += kinship.noise * kinship.noise;
        }
        return new ResidualSurface(kinship, places, Matrix.solve(Matrix.cholesky(matrix), values));
    }

    /** The expected error at a load: logarithm of what would be measured over what the factors predict. */
    double at(double inFlight, double isl, double osl) {
        double[] place = place(kinship, inFlight, isl, osl);
        double sum = 0;
        for (int i = 0; i < places.length; i++) {
            sum += weights[i] * kernel(kinship, places[i], place);
        }
        return sum;
    }

    private static double[] place(Kinship kinship, double inFlight, double isl, double osl) {
        return new double[] {
            Math.log(Math.max(1, inFlight)) / kinship.concurrency,
            Math.log(isl) / kinship.length,
            Math.log(osl) / kinship.length
        };
    }

    private static double kernel(Kinship kinship, double[] a, double[] b) {
        double distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return kinship.signal * kinship.signal * Math.exp(-distance / 2);
    }
}
