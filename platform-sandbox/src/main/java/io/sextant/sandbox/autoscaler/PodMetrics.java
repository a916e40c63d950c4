package io.sextant.sandbox.autoscaler;

import java.util.Map;

/** The custom metrics of the cluster's pods, as a Prometheus adapter serves them. */
@FunctionalInterface
public interface PodMetrics {
    /** A namespace's values by metric name, then by pod uid; a pod that does not serve yet has none. */
    Map<String, Map<String, Double>> read(String namespace);
}
