package io.sextant.api.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a node and all below it may spend in a period.
 *
 * @param node slug
 * @param amount without raises
 * @param revision grows with every change
 * @param raises those that have not expired
 */
public record Budget(
        UUID id,
        UUID nodeId,
        String node,
        String nodeName,
        String nodeKind,
        BudgetPeriod period,
        String currency,
        BudgetMode mode,
        BigDecimal amount,
        int revision,
        String changedBy,
        Instant changedAt,
        List<Raise> raises) {
    public Budget {
        raises = List.copyOf(raises);
    }

    /** What the limit is now: the amount and all raises in force. */
    public BigDecimal limit() {
        return raises.stream().map(Raise::amount).reduce(amount, BigDecimal::add);
    }

    /** What it is more for a while. */
    public record Raise(BigDecimal amount, Instant grantedAt, Instant expiresAt, String reason, String grantedBy) {}
}
