package io.sextant.planner.units;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a number comes from and how far it may be trusted.
 *
 * @param date when it was measured; null for a modelled number
 * @param rough the model was never compared with measurements of this kind: show a warning mark beside the number
 */
public record Provenance(Kind kind, String source, @Nullable LocalDate date, boolean rough) {

    /** How a number came about. */
    public enum Kind {
        MEASURED,
        INTERPOLATED,
        MODELLED
    }

    public Provenance {
        Quantity.text("provenance source", source);
        if (kind != Kind.MODELLED && date == null) {
            throw new IllegalArgumentException("a %s number needs the date of its measurement".formatted(kind));
        }
    }

    public static Provenance modelled(String source, boolean rough) {
        return new Provenance(Kind.MODELLED, source, null, rough);
    }
}
