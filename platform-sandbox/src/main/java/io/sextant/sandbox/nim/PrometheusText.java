package io.sextant.sandbox.nim;

/** Builds the Prometheus text format, version 0.0.4. */
final class PrometheusText {
    private final StringBuilder text = new StringBuilder();

    void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    void sample(String name, String labels, double value) {
        text.append(name).append('{').append(labels).append("} ");
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            text.append((long) value);
        } else {
            text.append(value);
        }
        text.append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
