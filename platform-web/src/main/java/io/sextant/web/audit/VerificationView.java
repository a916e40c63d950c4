package io.sextant.web.audit;

import io.sextant.api.audit.AuditVerification;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Shown;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What verifying the chain came to.
 *
 * @param command verifies it from a shell, from this link on record
 */
record VerificationView(
        boolean intact,
        String verified,
        String position,
        String hash,
        String command,
        String waiting,
        String at,
        String place,
        @Nullable String what,
        @Nullable String entryPath) {
    static VerificationView of(AuditVerification.Outcome outcome) {
        AuditVerification.Break broken = outcome.broken();
        return new VerificationView(
                outcome.intact(),
                Shown.number(BigDecimal.valueOf(outcome.verified()), 0),
                Long.toString(outcome.verified()),
                outcome.hash(),
                "curl -H \"Authorization: Bearer $TOKEN\" \"$SEXTANT/api/v1/audit/verification?position=%d&hash=%s\""
                        .formatted(outcome.verified(), outcome.hash()),
                Shown.number(BigDecimal.valueOf(outcome.waiting()), 0),
                Dates.moment(outcome.at()),
                broken == null || broken.position() == 0 ? "" : " at link " + broken.position(),
                broken == null ? null : broken.what(),
                broken == null || broken.entryId() == null ? null : "/audit/entries/" + broken.entryId());
    }
}
