package io.sextant.api.billing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a statement.
 *
 * @param description what it is for, in words
 * @param deployment null for reserved GPUs and for nodes below
 * @param model NIM id; empty where it does not apply
 * @param gpuProduct node label; empty for nodes below
 * @param rate in the statement's currency per GPU hour; null where there was no price, or several
 * @param corrects the closed month that is corrected; null for use of the statement's own month
 * @param firstHour the first hour of UTC that is charged
 * @param lastHour the last one, by its beginning
 * @param node the node below, of which the amount is the total; null for charges of the node itself
 * @param exactCost before rounding
 * @param amount rounded to the cent so that all lines add up to the total
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatementLine(
        Kind kind,
        String description,
        @Nullable UUID deployment,
        String deploymentName,
        String model,
        String cluster,
        String gpuProduct,
        int gpusPerReplica,
        @Nullable UUID priceId,
        @Nullable BigDecimal rate,
        @Nullable YearMonth corrects,
        @Nullable Instant firstHour,
        @Nullable Instant lastHour,
        @Nullable String node,
        BigDecimal gpuHours,
        BigDecimal exactCost,
        BigDecimal amount) {
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final int GPU_HOUR_DECIMALS = 6;

    /** What a line is. */
    public enum Kind {
        /** GPUs that pods held. */
        USE,
        /** GPUs that were reserved and that no pod held. */
        RESERVED_IDLE,
        /** What became known of a closed month after it was closed. */
        CORRECTION,
        /** The total of a node below. */
        NODE
    }

    static BigDecimal gpuHours(BigDecimal gpuSeconds) {
        return gpuSeconds.divide(SECONDS_PER_HOUR, GPU_HOUR_DECIMALS, RoundingMode.HALF_EVEN);
    }
}
