package io.sextant.planner.cost;

import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.units.Quantity;

/**
 * What a deployment costs while its peak replicas run.
 *
 * @param monthly 730 hours
 * @param atDemand per million tokens at the utilisation that the demand gives on average
 * @param atFullLoad the same with every replica at its planned point all the time
 */
public record Cost(Money hourly, Money monthly, TokenPrice atDemand, TokenPrice atFullLoad) {

    /** 365 days of 24 hours over 12 months. */
    public static final long HOURS_PER_MONTH = 730;

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MILLION = 1e6;

    /**
     * Cost of replicas that each run at the point when busy.
     *
     * @param meanInputTokens per request, cached ones included
     * @param utilisation above 0, at most 1
     */
    public static Cost of(
            Money pricePerGpuHour,
            int gpus,
            int replicas,
            OperatingPoint point,
            double meanInputTokens,
            double utilisation) {
        Quantity.positive("utilisation", Quantity.share("utilisation", utilisation));
        Money hourly = pricePerGpuHour.times(gpus);
        double millionsOutPerHour = replicas * point.outputTokensPerSecond().value() * SECONDS_PER_HOUR / MILLION;
        double blendedPerOutput = 1 + meanInputTokens / point.osl().mean();
        return new Cost(
                hourly,
                hourly.times(HOURS_PER_MONTH),
                tokenPrice(hourly, millionsOutPerHour, blendedPerOutput, utilisation),
                tokenPrice(hourly, millionsOutPerHour, blendedPerOutput, 1));
    }

    private static TokenPrice tokenPrice(
            Money hourly, double millionsOutPerHour, double blendedPerOutput, double utilisation) {
        double used = millionsOutPerHour * utilisation;
        return new TokenPrice(utilisation, hourly.per(used), hourly.per(used * blendedPerOutput));
    }
}
