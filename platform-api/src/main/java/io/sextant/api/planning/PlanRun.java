package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.planner.capacity.Autoscaling;
import io.sextant.planner.capacity.DayPoint;
import io.sextant.planner.cost.AutoscaledCost;
import io.sextant.planner.cost.BatchCost;
import io.sextant.planner.frontier.Candidate;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a candidate would run through a day: the bounds of autoscaling, and what following the load would save.
 *
 * @param redundantReplicas of the replicas, those that may fail
 * @param day every half hour from midnight on
 * @param batch absent where there is no deadline
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanRun(
        Bounds bounds,
        ColdStart coldStart,
        int redundantReplicas,
        Following following,
        List<Moment> day,
        @Nullable Batch batch) {
    /** From the fewest replicas to the most; another one starts at {@code targetConcurrency} running requests each. */
    public record Bounds(int minReplicas, int maxReplicas, int targetConcurrency) {}

    /**
     * Whether a replica that is asked for is there in time.
     *
     * @param leadSeconds from the load's growth to the new replica's first answer
     * @param growthShare by how much the load may rise in that time, as a share of the peak
     */
    public record ColdStart(
            double leadSeconds, double growthShare, int troughReplicas, int neededReplicas, String sentence) {}

    /**
     * What it costs when replicas follow the load.
     *
     * @param perMonth 730 average hours
     * @param savingShare of the cost of the peak's replicas
     */
    public record Following(double averageReplicas, BigDecimal perHour, BigDecimal perMonth, double savingShare) {}

    /** A moment of the day; the replicas are those paid for. */
    public record Moment(double hour, double requestsPerSecond, int replicas) {}

    /** A batch with a deadline: the replicas are given back once it is done. */
    public record Batch(double hours, BigDecimal total) {}

    public PlanRun {
        day = List.copyOf(day);
    }

    static PlanRun of(Candidate candidate, ReplicaBounds bounds, List<DayPoint> day) {
        Autoscaling autoscaling = candidate.autoscaling();
        return new PlanRun(
                bounds.held()
                        ? new Bounds(bounds.min(), bounds.max(), autoscaling.targetConcurrency())
                        : new Bounds(
                                autoscaling.minReplicas(), autoscaling.maxReplicas(), autoscaling.targetConcurrency()),
                new ColdStart(
                        autoscaling.lead().leadSeconds(),
                        autoscaling.lead().growth(),
                        autoscaling.lead().troughReplicas(),
                        autoscaling.lead().neededReplicas(),
                        autoscaling.lead().sentence()),
                candidate.sizing().redundantReplicas(),
                bounds.held() ? steady(candidate) : following(candidate.cost().autoscaled()),
                day.stream()
                        .map(moment -> new Moment(
                                moment.hour(),
                                moment.requestsPerSecond(),
                                bounds.held() ? bounds.max() : moment.replicas()))
                        .toList(),
                batch(candidate.cost().batch()));
    }

    private static Following steady(Candidate candidate) {
        return new Following(
                candidate.replicas(),
                candidate.cost().hourly().amount(),
                candidate.cost().monthly().amount(),
                0);
    }

    private static Following following(AutoscaledCost cost) {
        return new Following(
                cost.averageReplicas(), cost.hourly().amount(), cost.monthly().amount(), cost.saving());
    }

    private static @Nullable Batch batch(@Nullable BatchCost cost) {
        return cost == null ? null : new Batch(cost.hours(), cost.total().amount());
    }
}
