package io.sextant.api.sla.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.sla.SlaTerms;
import io.sextant.api.sla.SlaVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One version of a profile; absent targets are not asked for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SlaVersionBody(
        int version,
        String name,
        String purpose,
        String mode,
        String percentile,
        @Nullable Integer ttftMs,
        @Nullable Double itlMs,
        @Nullable Integer e2eMs,
        @Nullable Double minTokensPerSecondPerUser,
        @Nullable Long tokensPerHour,
        @Nullable Integer deadlineHours,
        @Nullable Integer inputTokens,
        @Nullable Integer outputTokens,
        Instant recordedAt,
        String recordedBy) {
    static SlaVersionBody of(SlaVersion version) {
        SlaTerms terms = version.terms();
        return new SlaVersionBody(
                version.version(),
                version.name(),
                version.purpose(),
                terms.mode().key(),
                terms.percentile().label(),
                terms.ttftMs(),
                terms.itlMs(),
                terms.e2eMs(),
                terms.minTokensPerSecondPerUser(),
                terms.tokensPerHour(),
                terms.deadlineHours(),
                terms.inputTokens(),
                terms.outputTokens(),
                version.recordedAt(),
                version.recordedBy());
    }
}
