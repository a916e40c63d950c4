package io.sextant.planner.cost;

import io.sextant.planner.capacity.Sizing;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment costs.
 *
 * @param hourly while its peak replicas run
 * @param replicas those of the peak
 * @param averageReplicas those of an average moment when autoscaling follows the day
 * @param utilisation share of the peak replicas' throughput that the demand uses on average
 * @param millionsOutPerHour output tokens of the peak replicas at full load, 10^6 per hour
 * @param blendedPerOutput input and output tokens per output token
 * @param batchHours until a batch with a deadline is done; null for any other demand
 */
public record Cost(
        Money hourly,
        int replicas,
        double averageReplicas,
        double utilisation,
        double millionsOutPerHour,
        double blendedPerOutput,
        @Nullable Estimate batchHours) {

    /** 365 days of 24 hours over 12 months. */
    public static final long HOURS_PER_MONTH = 730;

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MILLION = 1e6;

    public Cost {
        Quantity.positive("utilisation", Quantity.share("utilisation", utilisation));
        Quantity.positive("average replicas", averageReplicas);
    }

    /**
     * Cost of replicas that each run at the point when busy.
     *
     * @param averageReplicas over the day; as many as the sizing has where nothing scales
     * @param meanInputTokens per request, cached ones included
     */
    public static Cost of(
            Money pricePerGpuHour,
            int gpusPerReplica,
            Sizing sizing,
            double averageReplicas,
            OperatingPoint point,
            double meanInputTokens) {
        int replicas = sizing.replicas();
        return new Cost(
                pricePerGpuHour.times((long) replicas * gpusPerReplica),
                replicas,
                averageReplicas,
                sizing.averageUtilisation(),
                replicas * point.outputTokensPerSecond().value() * SECONDS_PER_HOUR / MILLION,
                1 + meanInputTokens / point.osl().mean(),
                sizing.batchHours());
    }

    /** The peak's replicas all month. */
    public Money monthly() {
        return hourly.times(HOURS_PER_MONTH);
    }

    /** Per million tokens with the peak's replicas running all day, at the utilisation the demand gives on average. */
    public TokenPrice atDemand() {
        return tokenPrice(hourly, millionsOutPerHour, utilisation);
    }

    /** The same with every replica at its planned point all the time. */
    public TokenPrice atFullLoad() {
        return tokenPrice(hourly, millionsOutPerHour, 1);
    }

    /** With replicas that follow the day. */
    public AutoscaledCost autoscaled() {
        double share = averageReplicas / replicas;
        Money average = share == 1 ? hourly : hourly.times(share);
        double busier = Math.min(1, utilisation / share);
        return new AutoscaledCost(
                averageReplicas,
                average,
                average.times(HOURS_PER_MONTH),
                tokenPrice(average, millionsOutPerHour * share, busier),
                1 - share);
    }

    /** Of a batch with a deadline; null for any other demand. */
    public @Nullable BatchCost batch() {
        return batchHours == null ? null : new BatchCost(batchHours, hourly.times(batchHours.value()));
    }

    /** What candidates are compared by: a batch in total, everything else per hour at the peak. */
    public Money compared() {
        return batchHours == null ? hourly : hourly.times(batchHours.value());
    }

    private TokenPrice tokenPrice(Money perHour, double millionsOut, double used) {
        double millions = millionsOut * used;
        return new TokenPrice(used, perHour.per(millions), perHour.per(millions * blendedPerOutput));
    }
}
