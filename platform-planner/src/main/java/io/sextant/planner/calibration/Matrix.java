package io.sextant.planner.calibration;

import java.util.Arrays;

/** Dense symmetric positive definite matrices, as far as a fit needs them. */
final class Matrix {

    private Matrix() {}

    /** The lower Cholesky factor; throws when the matrix is not positive definite. */
    static double[][] cholesky(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][];
        for (int i = 0; i < n; i++) {
            lower[i] = new double[i + 1];
            double[] row = lower[i];
            for (int j = 0; j <= i; j++) {
                double[] other = lower[j];
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * other[k];
                }
                if (i == j) {
                    if (!(sum > 0)) {
                        throw new ArithmeticException("the matrix is not positive definite in row " + i);
                    }
                    row[j] = Math.sqrt(sum);
                } else {
                    row[j] = sum / other[j];
                }
            }
        }
        return lower;
    }

    /** Solves {@code L Lᵀ x = right}. */
    static double[] solve(double[][] lower, double[] right) {
        int n = lower.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            double sum = x[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i][k] * x[k];
            }
            x[i] = sum / lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= lower[i][i];
            for (int k = 0; k < i; k++) {
                x[k] -= lower[i][k] * x[i];
            }
        }
        return x;
    }

    static double[][] inverse(double[][] matrix) {
        double[][] lower = cholesky(matrix);
        int n = matrix.length;
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            inverse[i] = solve(lower, unit);
        }
        return inverse;
    }

    static double[] times(double[][] matrix, double[] vector) {
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

    static double[][] times(double[][] a, double[][] b) {
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
    static double[] solveGeneral(double[][] matrix, double[] right) {
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
