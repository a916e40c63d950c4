package io.sextant.sandbox.nim;

/** Counts observations in seconds below fixed bounds, as Prometheus has it. */
final class Histogram {
    private final double[] bounds;
    private final long[] counts;
    private double sum;
    private long count;

    Histogram(double... bounds) {
        this.bounds = bounds.clone();
        this.counts = new long[bounds.length];
    }

    void observe(double seconds) {
        for (int i = bounds.length - 1; i >= 0 && seconds <= bounds[i]; i--) {
            counts[i]++;
        }
        sum += seconds;
        count++;
    }

    void print(PrometheusText text, String name, String labels) {
        for (int i = 0; i < bounds.length; i++) {
            text.sample(name + "_bucket", labels + ",le=\"" + bounds[i] + "\"", (double) counts[i]);
        }
        text.sample(name + "_bucket", labels + ",le=\"+Inf\"", (double) count);
        text.sample(name + "_sum", labels, sum);
        text.sample(name + "_count", labels, (double) count);
    }
}
