package io.sextant.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CanonicalEntryTest {
    private static final AuditEntry ENTRY = new AuditEntry(
            7,
            Instant.parse("2026-12-01T10:00:00.000001Z"),
            new Who(Who.Kind.USER, "u1", "jürgen@test"),
            null,
            "price.end",
            "price",
            "p1",
            null,
            null,
            "{\"endsAt\":\"now\"}",
            "",
            new RequestOrigin("r1", "::1", null),
            AuditEntry.Result.DONE,
            null);

    // The form is part of every hash ever made: it must never change.
    @Test
    void writesEachMemberWithTheLengthOfItsBytes() {
        assertThat(CanonicalEntry.text(3, ENTRY)).isEqualTo("""
                sextant-audit-1
                position 1 3
                id 1 7
                at 27 2026-12-01T10:00:00.000001Z
                actorKind 4 USER
                actorId 2 u1
                actor 12 jürgen@test
                onBehalfOf -
                tokenId -
                action 9 price.end
                objectKind 5 price
                objectId 2 p1
                team -
                before -
                after 16 {"endsAt":"now"}
                reason 0\s
                requestId 2 r1
                address 3 ::1
                result 4 DONE
                """);
    }

    @Test
    void hashesTheTextAfterTheHashBefore() {
        assertThat(CanonicalEntry.hash(3, ENTRY, CanonicalEntry.NO_HASH))
                .hasSize(64)
                .isNotEqualTo(CanonicalEntry.hash(3, ENTRY, "ab".repeat(32)))
                .isNotEqualTo(CanonicalEntry.hash(4, ENTRY, CanonicalEntry.NO_HASH));
    }
}
