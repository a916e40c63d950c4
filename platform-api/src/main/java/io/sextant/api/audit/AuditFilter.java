package io.sextant.api.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are looked for; null asks for nothing.
 *
 * @param actor part of the name, in any case
 * @param action all of it, or its feature up to the dot
 * @param object part of the id, or all of the kind
 * @param team slug
 * @param from inclusive, {@code until} exclusive
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String object,
        @Nullable String team,
        AuditEntry.@Nullable Result result,
        @Nullable Instant from,
        @Nullable Instant until) {
    /** Every entry. */
    public static AuditFilter everything() {
        return new AuditFilter(null, null, null, null, null, null, null);
    }

    /** Whether anything is left out. */
    public boolean isNarrow() {
        return !equals(everything());
    }
}
