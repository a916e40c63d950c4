package io.sextant.api.quota.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.quota.QuotaClass;
import io.sextant.api.quota.QuotaEvent;
import io.sextant.api.quota.QuotaTerms;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something in the history of a quota.
 *
 * @param kind LIMITS, or HOLD, RESERVE or RELEASE of GPUs
 * @param before only of LIMITS, as are {@code after}, {@code by} and {@code reason}
 * @param gpus only of GPUs, as is all that follows it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventBody(
        Instant at,
        String kind,
        String node,
        String nodeName,
        @Nullable QuotaTerms before,
        @Nullable QuotaTerms after,
        @Nullable String by,
        @Nullable String reason,
        @Nullable Integer gpus,
        @Nullable QuotaClass quotaClass,
        @Nullable UUID holder,
        @Nullable String holderName,
        @Nullable UUID deployment) {
    static EventBody of(QuotaEvent event) {
        return switch (event) {
            case QuotaEvent.LimitsChanged changed ->
                new EventBody(
                        changed.at(),
                        "LIMITS",
                        changed.node(),
                        changed.nodeName(),
                        changed.before(),
                        changed.after(),
                        changed.by(),
                        changed.reason(),
                        null,
                        null,
                        null,
                        null,
                        null);
            case QuotaEvent.GpusBooked booked ->
                new EventBody(
                        booked.at(),
                        booked.kind().name(),
                        booked.node(),
                        booked.nodeName(),
                        null,
                        null,
                        null,
                        null,
                        booked.gpus(),
                        booked.quotaClass(),
                        booked.holder(),
                        booked.holderName(),
                        booked.deployment());
        };
    }
}
