package io.sextant.planner.performance;

import io.sextant.planner.units.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * By what factors reality lies off a prediction in 8 of 10 cases, from predictions of points that were not used to make them.
 *
 * @param table by basis, six factors: TTFT low and high, ITL low and high, throughput low and high
 */
public record Intervals(Map<String, double[]> table) {

    private static final int COLUMNS = 6;
    private static final double OUTSIDE_EACH_SIDE = 0.09;
    private static final int LEAST_ERRORS = 30;

    /** For what was never compared: the published bands of an unseen GPU or a mixture of experts. */
    private static final double[] PUBLISHED = {0.48, 3.6, 0.64, 1.95, 0.5, 1.5};

    public Intervals {
        table = new LinkedHashMap<>(table);
    }

    /** Only the published bands. */
    public static Intervals none() {
        return new Intervals(Map.of());
    }

    double[] factors(Basis basis) {
        return table.getOrDefault(basis.key(), PUBLISHED);
    }

    /**
     * Whether a measured value lies inside the interval around its prediction.
     *
     * @param metric 0 for TTFT, 1 for ITL, 2 for throughput
     * @param logError logarithm of measured over predicted
     */
    public boolean holds(Basis basis, int metric, double logError) {
        double[] row = factors(basis);
        double ratio = Math.exp(logError);
        return row[2 * metric] <= ratio && ratio <= row[2 * metric + 1];
    }

    /** Collects errors of predictions and makes a table of them. */
    public static final class Builder {
        private final Map<String, List<double[]>> errors = new TreeMap<>();

        /**
         * Adds one point.
         *
         * @param logErrors of measured over predicted TTFT, ITL and throughput; NaN where nothing was measured
         */
        public void add(Basis basis, double[] logErrors) {
            errors.computeIfAbsent(basis.key(), _ -> new ArrayList<>()).add(logErrors.clone());
        }

        public Intervals build() {
            Map<String, double[]> table = new LinkedHashMap<>();
            errors.forEach((key, list) -> {
                double[] row = PUBLISHED.clone();
                for (int metric = 0; metric < COLUMNS / 2; metric++) {
                    int column = metric;
                    double[] sorted = list.stream()
                            .mapToDouble(error -> error[column])
                            .filter(error -> !Double.isNaN(error))
                            .sorted()
                            .toArray();
                    if (sorted.length >= LEAST_ERRORS) {
                        row[2 * column] = Math.min(1, Math.exp(Quantile.of(sorted, OUTSIDE_EACH_SIDE)));
                        row[2 * column + 1] = Math.max(1, Math.exp(Quantile.of(sorted, 1 - OUTSIDE_EACH_SIDE)));
                    }
                }
                table.put(key, row);
            });
            return new Intervals(table);
        }
    }

    /** As lines of {@code basis;ttft low;ttft high;itl low;itl high;throughput low;throughput high}. */
    public String text() {
        StringBuilder text =
                new StringBuilder("basis;ttft_low;ttft_high;itl_low;itl_high;throughput_low;throughput_high\n");
        table.forEach((basis, row) -> {
            text.append(basis);
            Arrays.stream(row).forEach(value -> text.append(';').append("%.4f".formatted(value)));
            text.append('\n');
        });
        return text.toString();
    }

    /** Reads what {@link #text} wrote. */
    public static Intervals parse(String text) {
        Map<String, double[]> table = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(";", -1);
            if (cells.length != COLUMNS + 1) {
                throw new IllegalArgumentException(
                        "line %d of the intervals needs a basis and %d numbers".formatted(i + 1, COLUMNS));
            }
            table.put(
                    cells[0],
                    Arrays.stream(cells)
                            .skip(1)
                            .mapToDouble(Double::parseDouble)
                            .toArray());
        }
        return new Intervals(table);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Intervals intervals && text().equals(intervals.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }
}
