package io.sextant.api.planning;

import io.sextant.planner.cost.Cost;
import io.sextant.planner.cost.Money;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What a candidate costs while its replicas run; exact, to be rounded only where it is shown.
 *
 * @param currency ISO 4217
 * @param perMonth 730 hours
 * @param utilisation share of the replicas' throughput that the demand uses, which the token prices are spread over
 */
public record PlanCost(
        String currency,
        BigDecimal perGpuHour,
        BigDecimal perHour,
        BigDecimal perMonth,
        BigDecimal perMillionOutputTokens,
        BigDecimal perMillionTokens,
        double utilisation) {
    private static final MathContext TOKEN_PRICE = MathContext.DECIMAL64;

    /** The cost of so many replicas, by the hour. */
    public BigDecimal perHour(int replicas, int gpusPerReplica) {
        return perGpuHour.multiply(BigDecimal.valueOf((long) replicas * gpusPerReplica));
    }

    /** The same demand on another number of replicas; it cannot use more than all of what they can do. */
    PlanCost withReplicas(int before, int after, int gpusPerReplica) {
        if (before == after) {
            return this;
        }
        double ratio = (double) after / before;
        double used = Math.min(1, utilisation / ratio);
        BigDecimal tokenFactor = BigDecimal.valueOf(used == 0 ? ratio : utilisation / used);
        BigDecimal hourly = perHour(after, gpusPerReplica);
        return new PlanCost(
                currency,
                perGpuHour,
                hourly,
                hourly.multiply(BigDecimal.valueOf(Cost.HOURS_PER_MONTH)),
                perMillionOutputTokens.multiply(tokenFactor, TOKEN_PRICE),
                perMillionTokens.multiply(tokenFactor, TOKEN_PRICE),
                used);
    }

    static PlanCost of(Money perGpuHour, Cost cost) {
        return new PlanCost(
                perGpuHour.currency().getCurrencyCode(),
                perGpuHour.amount(),
                cost.hourly().amount(),
                cost.monthly().amount(),
                cost.atDemand().perMillionOutput().amount(),
                cost.atDemand().perMillionBlended().amount(),
                cost.atDemand().utilisation());
    }
}
