package io.sextant.api.billing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the hours of a month came to for a node and all below it, by one dimension.
 *
 * <p>Corrections count in the month they speak of, not in the one they are billed in, so that cost stands beside the use
 * and the tokens it is the cost of.
 *
 * @param node slug
 * @param currency ISO 4217
 * @param rows the most expensive first
 */
public record Showback(
        YearMonth month, By by, String node, String nodeName, String currency, Row total, List<Row> rows) {
    public Showback {
        rows = List.copyOf(rows);
    }

    /** What costs are told apart by. */
    public enum By {
        /** The nodes right below. */
        NODE,
        TEAM,
        MODEL,
        DEPLOYMENT,
        GPU
    }

    /**
     * Cost and tokens of one of them.
     *
     * @param key slug, NIM id, id or node label; {@code reserved-idle} for GPUs that were reserved and ran nothing
     * @param cost exact
     * @param unpricedGpuHours of the GPU hours, those without a price
     * @param promptTokens null, as all that follows, where engines published none or the tokens cannot be told apart
     * @param costPerMillionOutput what a million generated tokens cost, all hours that were paid for included
     * @param costPerMillionTokens the same by tokens read and written together
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            String key,
            String label,
            BigDecimal gpuHours,
            BigDecimal cost,
            BigDecimal unpricedGpuHours,
            @Nullable Long promptTokens,
            @Nullable Long generatedTokens,
            @Nullable BigDecimal costPerMillionOutput,
            @Nullable BigDecimal costPerMillionTokens) {}
}
