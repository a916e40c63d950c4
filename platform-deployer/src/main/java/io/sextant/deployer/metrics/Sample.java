package io.sextant.deployer.metrics;

import java.util.Map;

/** One line of the Prometheus text format: a metric's value for one set of labels. */
record Sample(String name, Map<String, String> labels, double value) {}
