package io.sextant.api.usage;

import io.sextant.api.quota.PoolBalance;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * What a team used in a calendar month of UTC, up to now in the current one.
 *
 * @param deployments the most expensive first; those retired since are among them
 * @param hours by time, hours without use left out
 * @param quota what the team may hold and holds now
 */
public record MonthUsage(
        YearMonth month, Amount total, List<OfDeployment> deployments, List<OfHour> hours, List<PoolBalance> quota) {
    public MonthUsage {
        deployments = List.copyOf(deployments);
        hours = List.copyOf(hours);
        quota = List.copyOf(quota);
    }

    /**
     * GPU time and its cost; exact, to be rounded only where it is shown.
     *
     * @param currency ISO 4217
     * @param unpricedGpuHours of {@code gpuHours}, those that no price was recorded for
     */
    public record Amount(BigDecimal gpuHours, BigDecimal cost, String currency, BigDecimal unpricedGpuHours) {}

    /** The use of one deployment. */
    public record OfDeployment(UUID deployment, String name, String cluster, String gpuProduct, Amount amount) {}

    /** The use of one hour of UTC. */
    public record OfHour(Instant hour, Amount amount) {}
}
