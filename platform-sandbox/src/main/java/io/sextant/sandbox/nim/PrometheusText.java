package io.sextant.sandbox.nim;

import java.util.LinkedHashMap;
import java.util.Map;

/** Builds the Prometheus text format, version 0.0.4; samples of one metric stay together, whoever adds them. */
final class PrometheusText {
    private final Map<String, StringBuilder> metrics = new LinkedHashMap<>();
    private StringBuilder current = new StringBuilder();

    /** Starts a metric or goes on with it: the samples that follow belong to it. */
    void head(String name, String type, String help) {
        current = metrics.computeIfAbsent(
                name,
                fresh -> new StringBuilder("# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n"));
    }

    void sample(String name, String labels, double value) {
        current.append(name).append('{').append(labels).append("} ");
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            current.append((long) value);
        } else {
            current.append(value);
        }
        current.append('\n');
    }

    @Override
    public String toString() {
        return String.join("", metrics.values());
    }
}
