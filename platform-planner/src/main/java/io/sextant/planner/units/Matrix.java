package io.sextant.planner.units;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Dense symmetric positive definite matrices, as far as fits need them. */
public final class Matrix {

    private Matrix() {}

    /** Rows worked on together: as many as stay in a core's first cache while one row below them is brought up to date. */
    private static final int BLOCK = 32;

    /** The upper Cholesky factor, rows from the diagonal on; throws when the matrix is not positive definite. */
    public static double[][] cholesky(double[][] matrix) {
        int n = matrix.length;
        double[][] upper = new double[n][];
        for (int i = 0; i < n; i++) {
            upper[i] = new double[n];
            System.arraycopy(matrix[i], i, upper[i], i, n - i);
        }
        for (int from = 0; from < n; from += BLOCK) {
            int first = from;
            int end = Math.min(from + BLOCK, n);
            for (int i = from; i < end; i++) {
                reduce(upper, first, i, i);
                if (!(upper[i][i] > 0)) {
                    throw new ArithmeticException("the matrix is not positive definite in row " + i);
                }
                double scale = 1 / Math.sqrt(upper[i][i]);
                for (int j = i; j < n; j++) {
                    upper[i][j] *= scale;
                }
            }
            rows(end, n).forEach(i -> reduce(upper, first, end, i));
        }
        return upper;
    }

    /** Takes from a row what the finished rows {@code from} to {@code to} explain of it. */
    private static void reduce(double[][] upper, int from, int to, int row) {
        double[] target = upper[row];
        for (int k = from; k < to; k++) {
            double[] done = upper[k];
            double share = done[row];
            for (int j = row; j < target.length; j++) {
                target[j] -= share * done[j];
            }
        }
    }

    private static IntStream rows(int from, int to) {
        IntStream rows = IntStream.range(from, to);
        return to - from > BLOCK ? rows.parallel() : rows;
    }

    /** Solves {@code Uᵀ U x = right}. */
    public static double[] solve(double[][] upper, double[] right) {
        double[] x = right.clone();
        solve(upper, x, 0);
        return x;
    }

    /** In place, for a right side that is 0 before {@code from}; the answer is right from there on. */
    private static void solve(double[][] upper, double[] x, int from) {
        int n = upper.length;
        for (int k = from; k < n; k++) {
            double[] row = upper[k];
            double value = x[k] / row[k];
            x[k] = value;
            for (int j = k + 1; j < n; j++) {
                x[j] -= value * row[j];
            }
        }
        for (int k = n - 1; k >= from; k--) {
            x[k] = (x[k] - dot(upper[k], x, k + 1)) / upper[k][k];
        }
    }

    /** Four sums at a time: one alone would wait for every addition before the next. */
    private static double dot(double[] a, double[] b, int from) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int j = from;
        for (; j + 3 < a.length; j += 4) {
            first += a[j] * b[j];
            second += a[j + 1] * b[j + 1];
            third += a[j + 2] * b[j + 2];
            fourth += a[j + 3] * b[j + 3];
        }
        for (; j < a.length; j++) {
            first += a[j] * b[j];
        }
        return first + second + (third + fourth);
    }

    /** Of a symmetric positive definite matrix. */
    public static double[][] inverse(double[][] matrix) {
        double[][] upper = cholesky(matrix);
        int n = matrix.length;
        double[][] inverse = new double[n][n];
        rows(0, n).forEach(i -> {
            inverse[i][i] = 1;
            solve(upper, inverse[i], i);
        });
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                inverse[i][j] = inverse[j][i];
            }
        }
        return inverse;
    }

    public static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            double sum = 0;
            for (int j = 0; j < vector.length; j++) {
                sum += matrix[i][j] * vector[j];
            }
            product[i] = sum;
        }
        return product;
    }

    public static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                double value = a[i][k];
                if (value != 0) {
                    for (int j = 0; j < b[k].length; j++) {
                        product[i][j] += value * b[k][j];
                    }
                }
            }
        }
        return product;
    }

    /** Solves a small system that need not be symmetric, with row exchanges. */
    public static double[] solveGeneral(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOf(matrix[i], n + 1);
            rows[i][n] = right[i];
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) {
                    pivot = i;
                }
            }
            double[] swapped = rows[k];
            rows[k] = rows[pivot];
            rows[pivot] = swapped;
            for (int i = k + 1; i < n; i++) {
                double share = rows[i][k] / rows[k][k];
                for (int j = k; j <= n; j++) {
                    rows[i][j] -= share * rows[k][j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double sum = rows[i][n];
            for (int j = i + 1; j < n; j++) {
                sum -= rows[i][j] * x[j];
            }
            x[i] = sum / rows[i][i];
        }
        return x;
    }
}
