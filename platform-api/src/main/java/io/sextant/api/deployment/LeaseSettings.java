package io.sextant.api.deployment;

import io.sextant.api.quota.QuotaClass;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code sextant.leases}: how far ahead the end of a deployment may lie, by what its GPUs are taken for.
 *
 * <p>Where there is such a time, a deployment without an end gets the last one possible; elsewhere it may run for ever.
 *
 * @param onlineProduction such as {@code 365d}; none unless given, as with the others
 */
@ConfigurationProperties("sextant.leases")
public record LeaseSettings(
        @Nullable Duration onlineProduction,
        @Nullable Duration onlineDevelopment,
        @Nullable Duration offline) {

    /** The last moment at which a deployment of that class may end; null where it need not end. */
    @Nullable
    Instant latest(QuotaClass quotaClass, Instant now) {
        Duration longest = switch (quotaClass) {
            case ONLINE_PRODUCTION -> onlineProduction;
            case ONLINE_DEVELOPMENT -> onlineDevelopment;
            case OFFLINE -> offline;
        };
        return longest == null ? null : now.plus(longest);
    }
}
