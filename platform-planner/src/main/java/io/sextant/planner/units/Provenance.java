package io.sextant.planner.units;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a number comes from and how far it may be trusted.
 *
 * @param date when it was measured, or the newest point it was calibrated with; null for a modelled number
 * @param rough the model was never compared with measurements of this kind: show a warning mark beside the number
 * @param points measured points of the profile that went into it; 0 for a modelled number
 */
public record Provenance(Kind kind, String source, @Nullable LocalDate date, boolean rough, int points) {

    /** How a number came about. */
    public enum Kind {
        /** This very load was measured. */
        MEASURED,
        /** Other loads of the profile were, and sharpened the model. */
        CALIBRATED,
        /** From data sheets and from measurements of other profiles. */
        MODELLED
    }

    public Provenance {
        Quantity.text("provenance source", source);
        Quantity.notNegative("measured points", points);
        if (kind != Kind.MODELLED && (date == null || points == 0)) {
            throw new IllegalArgumentException("a %s number needs its points and their date".formatted(kind));
        }
    }

    public static Provenance modelled(String source, boolean rough) {
        return new Provenance(Kind.MODELLED, source, null, rough, 0);
    }

    /** As a person reads it: measured, calibrated (5 points) or modelled. */
    public String label() {
        return switch (kind) {
            case MEASURED -> "measured";
            case CALIBRATED -> points == 1 ? "calibrated (1 point)" : "calibrated (%d points)".formatted(points);
            case MODELLED -> "modelled";
        };
    }
}
