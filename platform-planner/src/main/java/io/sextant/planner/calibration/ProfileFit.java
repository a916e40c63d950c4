package io.sextant.planner.calibration;

import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.Factor;
import io.sextant.planner.performance.MeanPoint;
import io.sextant.planner.units.Matrix;
import java.util.List;

/**
 * The factors of one profile that explain its measurements best without going far from what was expected of them.
 *
 * <p>Maximum a posteriori by Levenberg-Marquardt in the logarithms of the factors; errors count linearly beyond the scale of
 * the noise, so that a single wild point bends nothing.
 */
final class ProfileFit {
    private final double[] logarithms;
    private final double[][] curvature;
    private final double[] slope;
    private final double cost;

    private ProfileFit(double[] logarithms, double[][] curvature, double[] slope, double cost) {
        this.logarithms = logarithms;
        this.curvature = curvature;
        this.slope = slope;
        this.cost = cost;
    }

    double[] logarithms() {
        return logarithms;
    }

    /** Of the misfit alone at these factors, without the expectation's. */
    double[][] curvature() {
        return curvature;
    }

    /** Of the misfit alone at these factors. */
    double[] slope() {
        return slope;
    }

    /** Misfit and distance from the expectation together. */
    double cost() {
        return cost;
    }

    private static final double NOISE = 0.08;
    private static final double STEP = 1e-3;
    private static final int MOST_ROUNDS = 25;
    private static final double ENOUGH = 1e-5;
    private static final double MOST_DAMPING = 1e8;
    private static final int FACTORS = Factor.COUNT;
    private static final int METRICS = Metric.COUNT;

    /** TTFT is the noisiest: load generators differ most in how they start. */
    private static final double[] METRIC_WEIGHTS = {0.5, 1, 0.7};

    /**
     * Fits one profile.
     *
     * @param trust what a point counts: 1, or less where many points repeat each other
     */
    static ProfileFit of(List<Observation> points, double[] expected, double[] spreads, double trust) {
        return from(expected, points, expected, spreads, trust);
    }

    /** The same, beginning at factors that are known to be near. */
    static ProfileFit from(
            double[] start, List<Observation> points, double[] expected, double[] spreads, double trust) {
        double[] now = start.clone();
        double damping = 1e-2;
        Misfit misfit = Misfit.at(points, now, trust);
        double cost = misfit.cost + expectationCost(now, expected, spreads);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Derivatives derivatives = Derivatives.at(points, now, misfit, trust);
            boolean better = false;
            double gain = 0;
            while (!better && damping < MOST_DAMPING) {
                double[] next = step(now, expected, spreads, derivatives, damping);
                Misfit tried = Misfit.at(points, next, trust);
                double triedCost = tried.cost + expectationCost(next, expected, spreads);
                if (triedCost < cost) {
                    gain = cost - triedCost;
                    now = next;
                    misfit = tried;
                    cost = triedCost;
                    damping = Math.max(damping / 6, 1e-6);
                    better = true;
                } else {
                    damping *= 8;
                }
            }
            if (!better || gain < ENOUGH * (1 + cost)) {
                break;
            }
        }
        Derivatives end = Derivatives.at(points, now, misfit, trust);
        return new ProfileFit(now, end.curvature, end.slope, cost);
    }

    EfficiencyFactors factors() {
        return EfficiencyFactors.ofLogarithms(logarithms);
    }

    private static double expectationCost(double[] now, double[] expected, double[] spreads) {
        double cost = 0;
        for (int i = 0; i < FACTORS; i++) {
            double off = (now[i] - expected[i]) / spreads[i];
            cost += off * off / 2;
        }
        return cost;
    }

    private static double[] step(
            double[] now, double[] expected, double[] spreads, Derivatives derivatives, double damping) {
        double[][] matrix = new double[FACTORS][];
        double[] right = new double[FACTORS];
        for (int i = 0; i < FACTORS; i++) {
            double precision = 1 / (spreads[i] * spreads[i]);
            matrix[i] = derivatives.curvature[i].clone();
            matrix[i][i] = (matrix[i][i] + precision) * (1 + damping);
            right[i] = -derivatives.slope[i] - precision * (now[i] - expected[i]);
        }
        double[] move = Matrix.solve(Matrix.cholesky(matrix), right);
        double[] next = now.clone();
        for (int i = 0; i < FACTORS; i++) {
            next[i] += Math.clamp(move[i], -2, 2);
        }
        return next;
    }

    /** Logarithms of predicted over measured; 0 where nothing was measured. */
    private static double[] errors(Observation point, EfficiencyFactors factors) {
        MeanPoint predicted = Prediction.of(point, factors);
        double[] errors = new double[METRICS];
        for (Metric metric : Metric.values()) {
            double measured = point.of(metric);
            errors[metric.index()] = Double.isNaN(measured) ? 0 : Math.log(Prediction.of(predicted, metric) / measured);
        }
        return errors;
    }

    /** How far the predictions are off, and what that costs. */
    private static final class Misfit {
        private final double[][] errors;
        private final double cost;

        Misfit(double[][] errors, double cost) {
            this.errors = errors;
            this.cost = cost;
        }

        static Misfit at(List<Observation> points, double[] logarithms, double trust) {
            EfficiencyFactors factors = EfficiencyFactors.ofLogarithms(logarithms);
            double[][] errors = new double[points.size()][];
            double cost = 0;
            for (int i = 0; i < errors.length; i++) {
                errors[i] = ProfileFit.errors(points.get(i), factors);
                for (int m = 0; m < METRICS; m++) {
                    double scaled = errors[i][m] / NOISE;
                    cost += METRIC_WEIGHTS[m] * (Math.sqrt(1 + scaled * scaled) - 1);
                }
            }
            return new Misfit(errors, trust * cost);
        }
    }

    /** Slope and curvature (Gauss-Newton) of the cost of the misfit. */
    private static final class Derivatives {
        private final double[] slope;
        private final double[][] curvature;

        Derivatives(double[] slope, double[][] curvature) {
            this.slope = slope;
            this.curvature = curvature;
        }

        static Derivatives at(List<Observation> points, double[] logarithms, Misfit misfit, double trust) {
            double[] slope = new double[FACTORS];
            double[][] curvature = new double[FACTORS][FACTORS];
            EfficiencyFactors[] moved = new EfficiencyFactors[FACTORS];
            for (int f = 0; f < FACTORS; f++) {
                double[] next = logarithms.clone();
                next[f] += STEP;
                moved[f] = EfficiencyFactors.ofLogarithms(next);
            }
            for (int i = 0; i < points.size(); i++) {
                double[][] changes = new double[FACTORS][];
                for (int f = 0; f < FACTORS; f++) {
                    changes[f] = errors(points.get(i), moved[f]);
                }
                for (int m = 0; m < METRICS; m++) {
                    add(slope, curvature, misfit.errors[i][m], m, changes, trust);
                }
            }
            return new Derivatives(slope, curvature);
        }

        private static void add(
                double[] slope, double[][] curvature, double error, int metric, double[][] changes, double trust) {
            double scaled = error / NOISE;
            double weight = trust * METRIC_WEIGHTS[metric] / (NOISE * NOISE * Math.sqrt(1 + scaled * scaled));
            double[] gradient = new double[FACTORS];
            for (int f = 0; f < FACTORS; f++) {
                gradient[f] = (changes[f][metric] - error) / STEP;
            }
            for (int f = 0; f < FACTORS; f++) {
                slope[f] += weight * error * gradient[f];
                for (int g = 0; g < FACTORS; g++) {
                    curvature[f][g] += weight * gradient[f] * gradient[g];
                }
            }
        }
    }
}
