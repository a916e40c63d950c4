package io.sextant.web.plan;

import io.sextant.api.planning.Evidence;
import io.sextant.api.planning.Figure;
import io.sextant.planner.units.Display;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number ready to be shown.
 *
 * @param label a word, or {@code term:} and the key of an explained term
 * @param interval the range that holds in 8 of 10 cases
 * @param provenance measured, calibrated (n points) or modelled
 */
record Amount(
        String label,
        String value,
        String unit,
        @Nullable String percentile,
        @Nullable String interval,
        @Nullable String provenance,
        @Nullable String source) {
    private static final double SECONDS_FROM_MS = 10_000;

    /** A latency in milliseconds, shown in seconds from 10 s on. */
    static Amount latency(String label, Figure ms, String percentile, Evidence evidence) {
        boolean seconds = ms.value() >= SECONDS_FROM_MS;
        double scale = seconds ? 1000 : 1;
        return new Amount(
                label,
                digits(ms.value() / scale),
                seconds ? "s" : "ms",
                percentile,
                digits(ms.low() / scale) + " to " + digits(ms.high() / scale),
                provenance(evidence),
                null);
    }

    static Amount of(String label, Figure figure, String unit, @Nullable String percentile, Evidence evidence) {
        return new Amount(
                label,
                digits(figure.value()),
                unit,
                percentile,
                digits(figure.low()) + " to " + digits(figure.high()),
                provenance(evidence),
                null);
    }

    /** A number without an interval, such as a price. */
    static Amount exact(String label, String value, String unit) {
        return new Amount(label, value, unit, null, null, null, null);
    }

    static String kind(Evidence evidence) {
        return evidence.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Such as modelled, or calibrated (5 points). */
    static String provenance(Evidence evidence) {
        Integer points = evidence.points();
        return points == null
                ? kind(evidence)
                : kind(evidence) + (points == 1 ? " (1 point)" : " (" + points + " points)");
    }

    /** Such as 412 ms, 80 %: 330 to 590, modelled: everything that a tooltip says, for a sentence or a cell. */
    public String sentence() {
        return value + " " + unit + (interval == null ? "" : ", 80 %: " + interval)
                + (provenance == null ? "" : ", " + provenance);
    }

    private static String digits(double number) {
        double size = Math.abs(number);
        return Display.decimal(number, size >= 100 ? 0 : size >= 10 ? 1 : 2);
    }
}
