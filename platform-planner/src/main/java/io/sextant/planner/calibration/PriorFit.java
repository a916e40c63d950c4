package io.sextant.planner.calibration;

import io.sextant.planner.performance.Factor;
import io.sextant.planner.performance.FittedPriors;
import io.sextant.planner.performance.Setting;
import io.sextant.planner.units.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns from many measured profiles what to expect of one that nobody measured.
 *
 * <p>A hierarchical model: the logarithms of a profile's factors are the sum of the effects of its setting (GPU family,
 * precision, engine, parallelism, architecture, load generator) and of a deviation of its own. Effects shrink towards 0 by
 * their usual spread; the deviations' spread is estimated along the way. Each round fits every profile to its points
 * ({@link ProfileFit}), replaces its likelihood by a parabola there, and solves for the effects.
 */
public final class PriorFit {

    private static final int ROUNDS = 40;
    private static final double ENOUGH = 1e-4;
    private static final double MOST_DAMPING = 1e5;
    private static final double LARGEST_STEP = 1.0;
    private static final int FACTORS = Factor.COUNT;

    /** From so many points on, those of one profile repeat each other and count less. */
    private static final double INDEPENDENT_POINTS = 10;

    /** While effects are learnt, a profile may deviate a little only: what is not an effect is error. */
    private static final double LEARNING_SPREAD = 0.03;

    private static final int DEVIATION_ROUNDS = 4;
    private static final double FIRST_DEVIATION = 0.2;
    private static final double FIRST_DEVIATION_WEIGHT = 10;
    private static final double LEAST_DEVIATION = 0.03;
    private static final double MOST_DEVIATION = 1.0;

    private final List<Profile> profiles;
    private final Map<String, Profile> byKey = new LinkedHashMap<>();
    private final Map<String, Integer> effectIndex = new LinkedHashMap<>();
    private final List<Double> effectSpreads = new ArrayList<>();
    private double[] spreads;
    private double[] effects;
    private double[] deviations = {};

    /** One profile, its points and its share in the equations. */
    private static final class Profile {
        private final String key;
        private final List<Observation> points;
        private final int[] index;
        private final double[] weight;
        private double[][] information = {};
        private double[] pull = {};
        private double[] expectedWithout = {};

        Profile(String key, List<Observation> points, int[] index, double[] weight) {
            this.key = key;
            this.points = points;
            this.index = index;
            this.weight = weight;
        }

        double trust() {
            return Math.min(1, Math.sqrt(INDEPENDENT_POINTS / points.size()));
        }
    }

    private PriorFit(Map<String, List<Observation>> pointsByProfile) {
        profiles = new ArrayList<>();
        pointsByProfile.forEach((key, points) -> {
            Profile profile = profile(key, points);
            profiles.add(profile);
            byKey.put(key, profile);
        });
        spreads = new double[FACTORS];
        for (Factor factor : Factor.values()) {
            spreads[factor.index()] = LEARNING_SPREAD * factor.scale();
        }
        effects = new double[effectIndex.size() * FACTORS];
    }

    /** Learns from these points; nothing of the result depends on their order but rounding. */
    public static PriorFit of(List<Observation> observations) {
        Map<String, List<Observation>> byProfile = new LinkedHashMap<>();
        for (Observation observation : observations) {
            byProfile
                    .computeIfAbsent(observation.profileKey(), _ -> new ArrayList<>())
                    .add(observation);
        }
        if (byProfile.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to learn from: no measured point can be used");
        }
        PriorFit fit = new PriorFit(byProfile);
        fit.learn();
        return fit;
    }

    private Profile profile(String key, List<Observation> points) {
        List<Setting.Effect> has = points.getFirst().setting().effects();
        int[] index = new int[has.size()];
        double[] weight = new double[has.size()];
        for (int i = 0; i < index.length; i++) {
            Setting.Effect effect = has.get(i);
            index[i] = effectIndex.computeIfAbsent(effect.name(), _ -> {
                effectSpreads.add(effect.spread());
                return effectIndex.size();
            });
            weight[i] = effect.weight();
        }
        return new Profile(key, List.copyOf(points), index, weight);
    }

    /** Levenberg-Marquardt over the effects, every profile fitted anew for each step. */
    private void learn() {
        List<ProfileFit> fits = fitProfiles(effects, null);
        double damping = 0.1;
        double cost = cost(fits, effects);
        Equations equations = equations(fits);
        for (int round = 0; round < ROUNDS && damping < MOST_DAMPING; round++) {
            double[] next = equations.step(damping);
            List<ProfileFit> tried = fitProfiles(next, fits);
            double triedCost = cost(tried, next);
            if (triedCost < cost) {
                boolean enough = cost - triedCost < ENOUGH * cost;
                effects = next;
                fits = tried;
                cost = triedCost;
                equations = equations(fits);
                damping = Math.max(damping / 3, 1e-5);
                if (enough) {
                    break;
                }
            } else {
                damping *= 4;
            }
        }
        double[][] inverse = Matrix.inverse(equations.matrix);
        double[] rightSide = Matrix.times(equations.matrix, effects);
        profiles.forEach(profile -> profile.expectedWithout = solvedWithout(profile, inverse, rightSide));
        deviations = deviations();
    }

    private List<ProfileFit> fitProfiles(double[] at, @Nullable List<ProfileFit> before) {
        return IntStream.range(0, profiles.size())
                .parallel()
                .mapToObj(p -> {
                    Profile profile = profiles.get(p);
                    double[] expected = expected(profile, at);
                    double[] start = before == null ? expected : before.get(p).logarithms();
                    return ProfileFit.from(start, profile.points, expected, spreads, profile.trust());
                })
                .toList();
    }

    private double cost(List<ProfileFit> fits, double[] at) {
        double cost = fits.stream().mapToDouble(ProfileFit::cost).sum();
        for (int i = 0; i < at.length; i++) {
            cost += at[i] * at[i] * precision(i) / 2;
        }
        return cost;
    }

    /** How firmly an effect on a factor is held to 0. */
    private double precision(int i) {
        double spread = effectSpreads.get(i / FACTORS) * Factor.at(i % FACTORS).scale();
        return 1 / (spread * spread);
    }

    /** Curvature and slope of the whole cost in the effects. */
    private static final class Equations {
        private final double[][] matrix;
        private final double[] slope;
        private final double[] effects;

        Equations(double[][] matrix, double[] slope, double[] effects) {
            this.matrix = matrix;
            this.slope = slope;
            this.effects = effects;
        }

        double[] step(double damping) {
            double[][] damped = new double[slope.length][];
            double[] right = new double[slope.length];
            for (int i = 0; i < slope.length; i++) {
                damped[i] = matrix[i].clone();
                damped[i][i] *= 1 + damping;
                right[i] = -slope[i];
            }
            double[] next = Matrix.solve(Matrix.cholesky(damped), right);
            for (int i = 0; i < next.length; i++) {
                next[i] = effects[i] + Math.clamp(next[i], -LARGEST_STEP, LARGEST_STEP);
            }
            return next;
        }
    }

    private Equations equations(List<ProfileFit> fits) {
        int size = effects.length;
        double[][] matrix = new double[size][size];
        double[] slope = new double[size];
        for (int i = 0; i < size; i++) {
            matrix[i][i] = precision(i);
            slope[i] = precision(i) * effects[i];
        }
        for (int p = 0; p < profiles.size(); p++) {
            Profile profile = profiles.get(p);
            inform(profile, fits.get(p));
            addTo(matrix, slope, profile);
        }
        return new Equations(matrix, slope, effects);
    }

    /** What the profile says about its effects once its own deviation is allowed for. */
    private void inform(Profile profile, ProfileFit fit) {
        double[][] posterior = posterior(fit, spreads);
        double[][] twice = Matrix.times(Matrix.times(fit.curvature(), posterior), fit.curvature());
        double[][] information = new double[FACTORS][FACTORS];
        double[] expected = expected(profile, effects);
        double[] pulled = new double[FACTORS];
        for (int i = 0; i < FACTORS; i++) {
            for (int j = 0; j < FACTORS; j++) {
                information[i][j] = fit.curvature()[i][j] - (twice[i][j] + twice[j][i]) / 2;
            }
            pulled[i] = (fit.logarithms()[i] - expected[i]) / (spreads[i] * spreads[i]);
        }
        profile.information = information;
        profile.pull = pulled;
    }

    private static double[][] posterior(ProfileFit fit, double[] spreads) {
        double[][] withSpread = new double[FACTORS][];
        for (int i = 0; i < FACTORS; i++) {
            withSpread[i] = fit.curvature()[i].clone();
            withSpread[i][i] += 1 / (spreads[i] * spreads[i]);
        }
        return Matrix.inverse(withSpread);
    }

    private static void addTo(double[][] matrix, double[] slope, Profile profile) {
        for (int a = 0; a < profile.index.length; a++) {
            int row = profile.index[a] * FACTORS;
            for (int f = 0; f < FACTORS; f++) {
                slope[row + f] -= profile.weight[a] * profile.pull[f];
            }
            for (int b = 0; b < profile.index.length; b++) {
                int column = profile.index[b] * FACTORS;
                double weight = profile.weight[a] * profile.weight[b];
                for (int f = 0; f < FACTORS; f++) {
                    for (int g = 0; g < FACTORS; g++) {
                        matrix[row + f][column + g] += weight * profile.information[f][g];
                    }
                }
            }
        }
    }

    /** How far profiles are from what would have been expected of them: expectation maximisation on the left-out ones. */
    private double[] deviations() {
        double[] now = new double[FACTORS];
        for (Factor factor : Factor.values()) {
            now[factor.index()] = FIRST_DEVIATION * factor.scale();
        }
        for (int round = 0; round < DEVIATION_ROUNDS; round++) {
            now = nextDeviations(now);
        }
        return now;
    }

    private double[] nextDeviations(double[] now) {
        List<ProfileFit> fits = profiles.parallelStream()
                .map(profile -> ProfileFit.of(profile.points, profile.expectedWithout, now, profile.trust()))
                .toList();
        double[] sums = new double[FACTORS];
        for (Factor factor : Factor.values()) {
            double first = FIRST_DEVIATION * factor.scale();
            sums[factor.index()] = FIRST_DEVIATION_WEIGHT * first * first;
        }
        for (int p = 0; p < fits.size(); p++) {
            double[][] posterior = posterior(fits.get(p), now);
            for (int i = 0; i < FACTORS; i++) {
                double off = fits.get(p).logarithms()[i] - profiles.get(p).expectedWithout[i];
                sums[i] += off * off + posterior[i][i];
            }
        }
        double[] next = new double[FACTORS];
        for (Factor factor : Factor.values()) {
            int i = factor.index();
            double estimate = Math.sqrt(sums[i] / (fits.size() + FIRST_DEVIATION_WEIGHT));
            next[i] = Math.clamp(estimate, LEAST_DEVIATION * factor.scale(), MOST_DEVIATION * factor.scale());
        }
        return next;
    }

    private static double[] expected(Profile profile, double[] effects) {
        double[] logarithms = new double[FACTORS];
        for (Factor factor : Factor.values()) {
            int f = factor.index();
            logarithms[f] = Math.log(factor.base());
            for (int a = 0; a < profile.index.length; a++) {
                logarithms[f] += profile.weight[a] * effects[profile.index[a] * FACTORS + f];
            }
        }
        return logarithms;
    }

    /** What was learnt. */
    public FittedPriors priors() {
        Map<String, double[]> shifts = new LinkedHashMap<>();
        effectIndex.forEach((name, e) -> {
            double[] shift = new double[FACTORS];
            System.arraycopy(effects, e * FACTORS, shift, 0, FACTORS);
            shifts.put(name, shift);
        });
        return new FittedPriors(shifts, deviations);
    }

    /** The logarithms of a profile's factors as they would have been expected had its own points not been there. */
    public double[] expectedWithout(String profileKey) {
        Profile profile = byKey.get(profileKey);
        if (profile == null) {
            throw new IllegalArgumentException("no profile '%s' was fitted".formatted(profileKey));
        }
        return profile.expectedWithout.clone();
    }

    /** The equations without the profile's share, solved by the identity of Woodbury. */
    private double[] solvedWithout(Profile profile, double[][] inverse, double[] rightSide) {
        int size = effects.length;
        double[] reducedRight = rightSide.clone();
        double[] informed = informed(profile);
        double[][] columns = new double[FACTORS][size];
        for (int a = 0; a < profile.index.length; a++) {
            for (int f = 0; f < FACTORS; f++) {
                int row = profile.index[a] * FACTORS + f;
                reducedRight[row] -= profile.weight[a] * informed[f];
                for (int i = 0; i < size; i++) {
                    columns[f][i] += profile.weight[a] * inverse[i][row];
                }
            }
        }
        double[] base = Matrix.times(inverse, reducedRight);
        double[][] core = new double[FACTORS][FACTORS];
        double[] projected = new double[FACTORS];
        for (int f = 0; f < FACTORS; f++) {
            projected[f] = seenBy(profile, base, f);
            for (int g = 0; g < FACTORS; g++) {
                core[f][g] = seenBy(profile, columns[g], f);
            }
        }
        double[][] system = Matrix.times(profile.information, core);
        for (int i = 0; i < FACTORS; i++) {
            for (int j = 0; j < FACTORS; j++) {
                system[i][j] = (i == j ? 1 : 0) - system[i][j];
            }
        }
        double[] correction = Matrix.solveGeneral(system, Matrix.times(profile.information, projected));
        double[] without = base;
        for (int f = 0; f < FACTORS; f++) {
            for (int i = 0; i < size; i++) {
                without[i] += columns[f][i] * correction[f];
            }
        }
        return expected(profile, without);
    }

    /** The profile's share in the right side of the equations: what it pulls towards, as far as it is informed. */
    private double[] informed(Profile profile) {
        double[] seen = new double[FACTORS];
        for (int f = 0; f < FACTORS; f++) {
            seen[f] = seenBy(profile, effects, f);
        }
        double[] informed = Matrix.times(profile.information, seen);
        for (int f = 0; f < FACTORS; f++) {
            informed[f] += profile.pull[f];
        }
        return informed;
    }

    private static double seenBy(Profile profile, double[] vector, int factor) {
        double sum = 0;
        for (int a = 0; a < profile.index.length; a++) {
            sum += profile.weight[a] * vector[profile.index[a] * FACTORS + factor];
        }
        return sum;
    }

    /** The points by profile, in the order they came. */
    public Map<String, List<Observation>> pointsByProfile() {
        Map<String, List<Observation>> points = new LinkedHashMap<>();
        profiles.forEach(profile -> points.put(profile.key, profile.points));
        return points;
    }
}
