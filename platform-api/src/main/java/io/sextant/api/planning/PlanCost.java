package io.sextant.api.planning;

import io.sextant.planner.cost.Cost;
import io.sextant.planner.cost.Money;
import java.math.BigDecimal;

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
