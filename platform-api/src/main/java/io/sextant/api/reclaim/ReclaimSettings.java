package io.sextant.api.reclaim;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How GPUs that were lent come back.
 *
 * @param grace between the warning of a borrower and its stop
 * @param keep how long after the grace what came back stays with its owner, before it is lent again
 */
@ConfigurationProperties("sextant.quota.reclaim")
record ReclaimSettings(
        @DefaultValue("30m") Duration grace,
        @DefaultValue("24h") Duration keep) {
    ReclaimSettings {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("sextant.quota.reclaim.grace must not be negative");
        }
        if (!keep.isPositive()) {
            throw new IllegalArgumentException("sextant.quota.reclaim.keep must be more than 0");
        }
    }
}
