package io.sextant.api.tenancy;

import java.util.UUID;

/** Identifies a team, the tenant. */
public record TeamId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
