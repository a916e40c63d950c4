package io.sextant.api.sla;

import java.util.UUID;

/** Identifies an SLA profile through all its versions. */
public record SlaProfileId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
