package io.sextant.web.deployments;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The spans for which a deployment's metrics can be looked at. */
enum MetricsSpan {
    HOUR("1h", "the last hour", Duration.ofHours(1)),
    DAY("24h", "the last 24 hours", Duration.ofHours(24)),
    WEEK("7d", "the last 7 days", Duration.ofDays(7)),
    MONTH("30d", "the last 30 days", Duration.ofDays(30));

    private final String key;
    private final String words;
    private final Duration duration;

    MetricsSpan(String key, String words, Duration duration) {
        this.key = key;
        this.words = words;
        this.duration = duration;
    }

    /** By its key; the first where there is no such. */
    static MetricsSpan of(String key) {
        return Arrays.stream(values())
                .filter(span -> span.key.equals(key))
                .findFirst()
                .orElse(HOUR);
    }

    String key() {
        return key;
    }

    String words() {
        return words;
    }

    Duration duration() {
        return duration;
    }

    /** Links to all spans, as tabs. */
    static List<DeploymentView.Tab> tabs(String path) {
        return Arrays.stream(values())
                .map(span -> new DeploymentView.Tab(
                        span.key, span.words.replaceFirst("the last", "Last"), path + "?span=" + span.key))
                .toList();
    }
}
