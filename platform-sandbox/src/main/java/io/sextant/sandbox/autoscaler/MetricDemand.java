package io.sextant.sandbox.autoscaler;

/** What one metric asks for. */
sealed interface MetricDemand {
    /**
     * So many replicas.
     *
     * @param metric as events name it
     * @param usage per pod or in all, whatever the target is about
     */
    record Replicas(String metric, int replicas, double usage) implements MetricDemand {}

    /** Nothing, for it could not be had. */
    record Unknown(String reason, String message) implements MetricDemand {}
}
