package io.sextant.api.billing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node of the organisation is charged for a month.
 *
 * @param node slug
 * @param nodeKind ORGANISATION, DEPARTMENT or TEAM
 * @param zone the time zone whose month it is
 * @param from the first hour
 * @param until the first hour after it
 * @param preliminary true while the month is open: hours and corrections still come
 * @param closedAt null while it is open
 * @param currency ISO 4217
 * @param exactCost before rounding
 * @param total rounded once for each team and added up from there; the amounts of the lines add up to it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Statement(
        YearMonth month,
        String node,
        String nodeName,
        String nodeKind,
        String zone,
        Instant from,
        Instant until,
        boolean preliminary,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        String currency,
        BigDecimal gpuHours,
        BigDecimal unpricedGpuHours,
        BigDecimal exactCost,
        BigDecimal total,
        List<StatementLine> lines) {
    public Statement {
        lines = List.copyOf(lines);
        BigDecimal sum = lines.stream().map(StatementLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(total) != 0) {
            throw new IllegalArgumentException("lines of " + node + " add up to " + sum + ", not " + total);
        }
    }
}
