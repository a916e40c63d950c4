package io.sextant.planner.calibration;

import io.sextant.planner.performance.EfficiencyFactors;
import io.sextant.planner.performance.LoadErrors;
import io.sextant.planner.performance.MeanPoint;
import io.sextant.planner.units.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the formulas get wrong at a load even with the best factors of each profile: the median over the profiles.
 *
 * <p>A median, because a profile whose own factors fail says nothing about the others.
 */
public final class LoadErrorFit {

    /** Loads whose logarithms are nearer than this are taken together. */
    private static final double CONCURRENCY_CELL = 0.25;

    private static final double LENGTH_CELL = 0.12;

    private static final double MOST_TTFT = 1;
    private static final double MOST_ITL = 0.6;

    private final Map<Place, Map<String, List<double[]>>> errorsByProfile;

    /** A load, as multiples of the cells' widths in logarithms. */
    private record Place(String group, long concurrency, long isl, long osl) implements Comparable<Place> {

        static Place of(Observation point) {
            return new Place(
                    point.setting().loadGroups().getFirst().name(),
                    rounded(point.inFlight(), CONCURRENCY_CELL),
                    rounded(point.workload().isl().mean(), LENGTH_CELL),
                    rounded(point.workload().osl().mean(), LENGTH_CELL));
        }

        private static long rounded(double value, double width) {
            return Math.round(Math.log(Math.max(1, value)) / width);
        }

        @Override
        public int compareTo(Place other) {
            int byGroup = group.compareTo(other.group);
            int byIsl = byGroup != 0 ? byGroup : Long.compare(isl, other.isl);
            int byOsl = byIsl != 0 ? byIsl : Long.compare(osl, other.osl);
            return byOsl != 0 ? byOsl : Long.compare(concurrency, other.concurrency);
        }
    }

    private LoadErrorFit(Map<Place, Map<String, List<double[]>>> errorsByProfile) {
        this.errorsByProfile = errorsByProfile;
    }

    /**
     * Of points that were measured under load generators.
     *
     * @param expected by profile, the logarithms of the factors before anything of it was measured
     */
    static LoadErrorFit of(Map<String, List<Observation>> points, Map<String, double[]> expected, double[] spreads) {
        Map<Place, Map<String, List<double[]>>> errors = new TreeMap<>();
        points.entrySet().parallelStream()
                .map(entry -> Map.entry(
                        entry,
                        ProfileFit.of(
                                        entry.getValue(),
                                        Objects.requireNonNull(expected.get(entry.getKey())),
                                        spreads,
                                        1)
                                .factors()))
                .toList()
                .forEach(fitted -> fitted.getKey()
                        .getValue()
                        .forEach(point -> errors.computeIfAbsent(Place.of(point), _ -> new TreeMap<>())
                                .computeIfAbsent(fitted.getKey().getKey(), _ -> new ArrayList<>())
                                .add(errors(point, fitted.getValue()))));
        return new LoadErrorFit(errors);
    }

    private static double[] errors(Observation point, EfficiencyFactors factors) {
        MeanPoint predicted = Prediction.of(point, factors);
        return new double[] {
            Math.clamp(Math.log(point.ttftMs() / predicted.ttftMs()), -MOST_TTFT, MOST_TTFT),
            Math.clamp(Math.log(point.itlMs() / predicted.itlMs()), -MOST_ITL, MOST_ITL)
        };
    }

    /** From all profiles. */
    LoadErrors all() {
        return without(null);
    }

    /** From all profiles but one. */
    LoadErrors without(@Nullable String profileKey) {
        List<LoadErrors.Cell> cells = new ArrayList<>();
        errorsByProfile.forEach((place, byProfile) -> {
            List<double[]> means = new ArrayList<>();
            byProfile.forEach((key, errors) -> {
                double[] mean = mean(errors);
                if (!key.equals(profileKey) && !Double.isNaN(mean[0]) && !Double.isNaN(mean[1])) {
                    means.add(mean);
                }
            });
            if (!means.isEmpty()) {
                cells.add(new LoadErrors.Cell(
                        place.group,
                        Math.exp(place.concurrency * CONCURRENCY_CELL),
                        Math.exp(place.isl * LENGTH_CELL),
                        Math.exp(place.osl * LENGTH_CELL),
                        means.size(),
                        median(means, 0),
                        median(means, 1)));
            }
        });
        return new LoadErrors(cells);
    }

    private static double[] mean(List<double[]> errors) {
        double[] mean = new double[2];
        for (double[] error : errors) {
            mean[0] += error[0] / errors.size();
            mean[1] += error[1] / errors.size();
        }
        return mean;
    }

    private static double median(List<double[]> errors, int column) {
        return Quantile.of(
                errors.stream().mapToDouble(error -> error[column]).sorted().toArray(), 0.5);
    }
}
