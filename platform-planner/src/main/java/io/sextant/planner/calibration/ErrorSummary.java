package io.sextant.planner.calibration;

import io.sextant.planner.performance.Intervals;
import io.sextant.planner.units.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How far predictions of one group of points are off.
 *
 * @param metrics by {@link Metric}
 */
public record ErrorSummary(String group, int points, List<Errors> metrics) {

    /**
     * Of one metric, all in percent; NaN where nothing was measured.
     *
     * @param count points that have the metric
     * @param median of the absolute errors, as for mean and p90
     * @param coverage share of points inside the 80 % interval
     */
    public record Errors(int count, double median, double mean, double p90, double coverage) {}

    public ErrorSummary {
        metrics = List.copyOf(metrics);
    }

    public Errors of(Metric metric) {
        return metrics.get(metric.index());
    }

    /**
     * One summary per group, in the order of their names.
     *
     * @param intervals by which a point is judged
     */
    public static List<ErrorSummary> by(
            List<Judgement> judgements,
            Function<Observation, Intervals> intervals,
            Function<Observation, String> group) {
        Map<String, List<Judgement>> groups = new TreeMap<>();
        judgements.forEach(
                judgement -> groups.computeIfAbsent(group.apply(judgement.observation()), _ -> new ArrayList<>())
                        .add(judgement));
        List<ErrorSummary> summaries = new ArrayList<>();
        groups.forEach((name, list) -> summaries.add(new ErrorSummary(
                name,
                list.size(),
                Arrays.stream(Metric.values())
                        .map(metric -> errors(list, metric, intervals))
                        .toList())));
        return summaries;
    }

    private static Errors errors(
            List<Judgement> judgements, Metric metric, Function<Observation, Intervals> intervals) {
        List<Judgement> measured = judgements.stream()
                .filter(judgement -> !Double.isNaN(judgement.logError(metric)))
                .toList();
        if (measured.isEmpty()) {
            return new Errors(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double[] errors = measured.stream()
                .mapToDouble(judgement -> judgement.percentError(metric))
                .sorted()
                .toArray();
        long inside = measured.stream()
                .filter(judgement -> intervals
                        .apply(judgement.observation())
                        .holds(judgement.basis(), metric.index(), judgement.logError(metric)))
                .count();
        return new Errors(
                errors.length,
                Quantile.of(errors, 0.5),
                Arrays.stream(errors).average().orElseThrow(),
                Quantile.of(errors, 0.9),
                100.0 * inside / errors.length);
    }
}
