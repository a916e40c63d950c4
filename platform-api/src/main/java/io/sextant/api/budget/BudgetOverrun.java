package io.sextant.api.budget;

import java.math.BigDecimal;

/**
 * A budget that a request would go beyond.
 *
 * @param used accrued or committed so far
 * @param asked until the end of the period
 */
public record BudgetOverrun(
        String node, String nodeName, String currency, BigDecimal limit, BigDecimal used, BigDecimal asked) {
    /** A sentence for who decides. */
    public String inWords() {
        return "The budget of %s is %,.2f %s; %,.2f is spent or committed, and this asks for %,.2f until the period ends."
                .formatted(nodeName, limit, currency, used, asked);
    }
}
