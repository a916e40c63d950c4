package io.sextant.planner.performance;

import io.sextant.planner.units.Matrix;
import io.sextant.planner.units.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the formulas get wrong in the same way for every profile of an engine, by load.
 *
 * <p>Profiles of one engine under one load generator, with experts or without, share it: how its scheduler admits prompts, and
 * how the generator starts. From the usual error at each measured load a Gaussian process makes one for all loads; far from all
 * that was measured it is 0.
 */
public final class LoadErrors {

    private static final double TTFT_SIGNAL = 0.30;
    private static final double ITL_SIGNAL = 0.15;
    private static final double CONCURRENCY_REACH = 0.6;
    private static final double LENGTH_REACH = 0.6;

    /** How far a profile's own error is from the usual one at the same load. */
    private static final double TTFT_SPREAD = 0.5;

    private static final double ITL_SPREAD = 0.25;
    private static final int KNOTS = 32;
    private static final int COLUMNS = 7;

    /**
     * The usual error at one load.
     *
     * @param group whose: {@link Setting#loadGroups()}
     * @param profiles how many were measured there
     * @param ttft logarithm of measured over computed, as for {@code itl}
     */
    public record Cell(
            String group, double concurrency, double isl, double osl, int profiles, double ttft, double itl) {

        public Cell {
            Quantity.positive("concurrency", concurrency);
            Quantity.positive("input length", isl);
            Quantity.positive("output length", osl);
            Quantity.positive("number of profiles", profiles);
        }
    }

    private final List<Cell> cells;
    private final Map<String, Surface> surfaces = new LinkedHashMap<>();

    public LoadErrors(List<Cell> cells) {
        this.cells = List.copyOf(cells);
        Map<String, List<Cell>> byGroup = new LinkedHashMap<>();
        cells.forEach(cell ->
                byGroup.computeIfAbsent(cell.group(), _ -> new ArrayList<>()).add(cell));
        byGroup.forEach((group, members) -> surfaces.put(group, new Surface(members)));
    }

    /** Nothing is known. */
    public static LoadErrors none() {
        return new LoadErrors(List.of());
    }

    /** For requests of one kind, from 1 in flight to as many as anybody measured. */
    public LoadShift along(Setting setting, Workload workload) {
        double[] ttft = new double[KNOTS];
        double[] itl = new double[KNOTS];
        boolean any = false;
        for (Setting.Effect group : setting.loadGroups()) {
            Surface surface = surfaces.get(group.name());
            if (surface != null) {
                surface.addTo(
                        ttft,
                        itl,
                        group.weight(),
                        workload.isl().mean(),
                        workload.osl().mean());
                any = true;
            }
        }
        return any ? new LoadShift(ttft, itl) : LoadShift.NONE;
    }

    /** One group's, with what does not depend on the lengths asked for computed beforehand. */
    private static final class Surface {
        private final double[] logIsl;
        private final double[] logOsl;
        private final double[][] reachedFromKnot;
        private final double[] ttftWeights;
        private final double[] itlWeights;

        Surface(List<Cell> cells) {
            double[] concurrency = cells.stream()
                    .mapToDouble(cell -> Math.log(cell.concurrency()))
                    .toArray();
            logIsl = cells.stream().mapToDouble(cell -> Math.log(cell.isl())).toArray();
            logOsl = cells.stream().mapToDouble(cell -> Math.log(cell.osl())).toArray();
            reachedFromKnot = new double[KNOTS][cells.size()];
            for (int knot = 0; knot < KNOTS; knot++) {
                for (int i = 0; i < cells.size(); i++) {
                    reachedFromKnot[knot][i] = near(knot * LoadShift.STEP - concurrency[i], CONCURRENCY_REACH);
                }
            }
            int n = cells.size();
            double[][] kernel = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    kernel[i][j] = near(concurrency[i] - concurrency[j], CONCURRENCY_REACH)
                            * near(logIsl[i] - logIsl[j], LENGTH_REACH)
                            * near(logOsl[i] - logOsl[j], LENGTH_REACH);
                }
            }
            int[] profiles = cells.stream().mapToInt(Cell::profiles).toArray();
            ttftWeights = weights(
                    kernel,
                    profiles,
                    TTFT_SPREAD / TTFT_SIGNAL,
                    cells.stream().mapToDouble(Cell::ttft).toArray());
            itlWeights = weights(
                    kernel,
                    profiles,
                    ITL_SPREAD / ITL_SIGNAL,
                    cells.stream().mapToDouble(Cell::itl).toArray());
        }

        private static double[] weights(double[][] kernel, int[] profiles, double noise, double[] errors) {
            double[][] matrix = new double[kernel.length][];
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = kernel[i].clone();
                matrix[i][i] += noise * noise / profiles[i];
            }
            return Matrix.solve(Matrix.cholesky(matrix), errors);
        }

        void addTo(double[] ttft, double[] itl, double weight, double isl, double osl) {
            double atIsl = Math.log(isl);
            double atOsl = Math.log(osl);
            int n = logIsl.length;
            double[] ttftHere = new double[n];
            double[] itlHere = new double[n];
            for (int i = 0; i < n; i++) {
                double near = weight * near(atIsl - logIsl[i], LENGTH_REACH) * near(atOsl - logOsl[i], LENGTH_REACH);
                ttftHere[i] = near * ttftWeights[i];
                itlHere[i] = near * itlWeights[i];
            }
            for (int knot = 0; knot < KNOTS; knot++) {
                double[] reached = reachedFromKnot[knot];
                for (int i = 0; i < n; i++) {
                    ttft[knot] += reached[i] * ttftHere[i];
                    itl[knot] += reached[i] * itlHere[i];
                }
            }
        }

        private static double near(double distance, double reach) {
            double scaled = distance / reach;
            return Math.exp(-scaled * scaled / 2);
        }
    }

    /** As lines of {@code group;concurrency;isl;osl;profiles;ttft;itl}. */
    public String text() {
        StringBuilder text = new StringBuilder("group;concurrency;isl;osl;profiles;ttft;itl\n");
        for (Cell cell : cells) {
            text.append("%s;%.1f;%.0f;%.0f;%d;%.4f;%.4f\n"
                    .formatted(
                            cell.group(),
                            cell.concurrency(),
                            cell.isl(),
                            cell.osl(),
                            cell.profiles(),
                            cell.ttft(),
                            cell.itl()));
        }
        return text.toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException with the number of the first bad line
     */
    public static LoadErrors parse(String text) {
        List<Cell> cells = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            try {
                cells.add(cell(lines.get(i).split(";", -1)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "line %d of the load errors: %s".formatted(i + 1, e.getMessage()), e);
            }
        }
        return new LoadErrors(cells);
    }

    private static Cell cell(String[] columns) {
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("a group and six numbers are needed");
        }
        double[] numbers =
                Arrays.stream(columns).skip(1).mapToDouble(Double::parseDouble).toArray();
        return new Cell(columns[0], numbers[0], numbers[1], numbers[2], (int) numbers[3], numbers[4], numbers[5]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoadErrors errors && text().equals(errors.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return "errors at %d loads of %d groups".formatted(cells.size(), surfaces.size());
    }
}
