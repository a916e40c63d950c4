package io.sextant.api.measurement;

import io.sextant.planner.reference.MeasurementRow;

/** The words of the column percentile. */
final class Statistics {
    static final String MEAN = "avg";

    private Statistics() {}

    static String key(MeasurementRow.Statistic statistic) {
        return switch (statistic) {
            case MEAN -> MEAN;
            case P50 -> "p50";
            case P90 -> "p90";
            case P95 -> "p95";
            case P99 -> "p99";
        };
    }
}
