package io.sextant.api.usage;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When months begin and hours are sealed.
 *
 * @param timeZone of the organisation's months; an hour of UTC belongs to the month in which it begins there
 * @param sealAfter how long after its end an hour waits for late facts
 */
@Validated
@ConfigurationProperties("sextant.billing")
record BillingSettings(
        @DefaultValue("UTC") @NotNull ZoneId timeZone,
        @DefaultValue("15m") @NotNull Duration sealAfter) {
    BillingSettings {
        if (sealAfter.isNegative()) {
            throw new IllegalArgumentException("sextant.billing.seal-after must not be negative");
        }
    }
}
