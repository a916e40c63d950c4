package io.sextant.api.measurement;

import java.util.UUID;

/** Identifies an uploaded set of measurements. */
public record MeasurementSetId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
