package io.sextant.api.sla;

import java.time.Instant;

/**
 * A profile as it was from one edit to the next; it stays readable for ever.
 *
 * @param version counts from 1
 * @param purpose who it is for, in a sentence; may be empty
 * @param recordedBy name of the person who wrote it
 */
public record SlaVersion(
        SlaProfileId profileId,
        int version,
        String name,
        String purpose,
        SlaTerms terms,
        Instant recordedAt,
        String recordedBy) {}
