package io.sextant.web.audit;

import io.sextant.api.audit.AuditEntry;
import io.sextant.api.audit.Who;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Shown;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** An entry as a row of the list. */
record AuditRow(
        String path,
        String day,
        String time,
        String actor,
        String action,
        String objectKind,
        String objectId,
        String team,
        String resultTone,
        String result,
        @Nullable String reason) {
    static AuditRow of(AuditEntry entry) {
        boolean denied = entry.result() == AuditEntry.Result.DENIED;
        return new AuditRow(
                "/audit/entries/" + entry.id(),
                Dates.day(entry.at().atOffset(ZoneOffset.UTC).toLocalDate()),
                Shown.time(entry.at()) + " UTC",
                name(entry.who()),
                entry.action(),
                entry.objectKind(),
                entry.objectId(),
                entry.team() == null ? "–" : entry.team(),
                denied ? "attention" : "neutral",
                denied ? "Denied" : "Done",
                entry.reason());
    }

    static String name(Who who) {
        return switch (who.kind()) {
            case USER -> who.name();
            case SERVICE_ACCOUNT -> who.name() + " (service account)";
            case DEPLOYER -> "deployer of " + who.name();
            case PLATFORM -> "the platform";
            case NOBODY -> "nobody signed in";
        };
    }
}
