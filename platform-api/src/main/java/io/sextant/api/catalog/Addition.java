package io.sextant.api.catalog;

import java.time.Instant;

/**
 * Who added something to the catalogue, and who changed it last.
 *
 * @param revision grows with every change; the ETag of the API
 */
public record Addition(int revision, Instant addedAt, String addedBy, Instant changedAt, String changedBy) {
    static Addition now(Instant at, String who) {
        return new Addition(0, at, who, at, who);
    }

    Addition changed(Instant at, String who) {
        return new Addition(revision + 1, addedAt, addedBy, at, who);
    }
}
