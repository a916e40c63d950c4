package io.sextant.api.pricing;

import java.util.UUID;

/** Identifies one version of one price; usage that was rated with it keeps it. */
public record PriceId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
