package io.sextant.api.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.quota.PoolBalance;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a team used in a month of the organisation's time zone, up to now in the current one.
 *
 * @param total of both that follow
 * @param allocated GPUs that pods held
 * @param reservedIdle GPUs that were reserved and that no pod held; known once an hour is sealed
 * @param deployments the most expensive first; those retired since are among them
 * @param hours by time, hours without use left out
 * @param sealedUntil hours before it are charged, later ones may still change; null before any was sealed
 * @param quota what the team may hold and holds now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MonthUsage(
        YearMonth month,
        Amount total,
        Amount allocated,
        Amount reservedIdle,
        List<OfDeployment> deployments,
        List<OfPool> idlePools,
        List<OfHour> hours,
        @Nullable Instant sealedUntil,
        List<PoolBalance> quota) {
    public MonthUsage {
        deployments = List.copyOf(deployments);
        idlePools = List.copyOf(idlePools);
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

    /** What was reserved in a pool and not held by pods. */
    public record OfPool(String cluster, String gpuProduct, Amount amount) {}

    /** The use of one hour of UTC. */
    public record OfHour(Instant hour, Amount amount) {}
}
