package io.sextant.api.auditing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.sextant.api.audit.AuditEntry;
import io.sextant.api.audit.Who;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as REST and the export show it.
 *
 * @param before the state before, as is {@code after} the one afterwards: JSON in the very text that its hash covers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntryBody(
        long id,
        Instant at,
        Who.Kind actorKind,
        @Nullable String actorId,
        String actor,
        @Nullable String onBehalfOf,
        @Nullable String tokenId,
        String action,
        String objectKind,
        String objectId,
        @Nullable String team,
        @JsonRawValue @Nullable String before,
        @JsonRawValue @Nullable String after,
        @Nullable String reason,
        @Nullable String requestId,
        @Nullable String address,
        AuditEntry.Result result,
        AuditEntry.@Nullable Link link) {
    public static AuditEntryBody of(AuditEntry entry) {
        return new AuditEntryBody(
                entry.id(),
                entry.at(),
                entry.who().kind(),
                entry.who().id(),
                entry.who().name(),
                entry.onBehalfOf(),
                entry.origin().tokenId(),
                entry.action(),
                entry.objectKind(),
                entry.objectId(),
                entry.team(),
                entry.before(),
                entry.after(),
                entry.reason(),
                entry.origin().requestId(),
                entry.origin().address(),
                entry.result(),
                entry.link());
    }
}
