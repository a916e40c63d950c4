package io.sextant.planner.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.planner.cost.BatchCost;
import io.sextant.planner.cost.Cost;
import io.sextant.planner.frontier.Candidate;
import io.sextant.planner.frontier.Plan;
import io.sextant.planner.performance.OperatingPoint;
import io.sextant.planner.units.Estimate;
import io.sextant.planner.units.Percentile;
import io.sextant.planner.units.Provenance;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A candidate for programs; latencies are at the percentile of the request.
 *
 * @param roles of cheapest, knee and fastest; mostly empty
 * @param verdict fits, misses_sla or exceeds_quota
 * @param costPerMillionOutputTokensUsd at the utilisation that the load gives
 * @param autoscaledCostPerMonthUsd with replicas that follow the day
 * @param batchCostUsd until a batch with a deadline is done; absent for anything else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CandidateJson(
        String id,
        List<String> roles,
        String verdict,
        String gpu,
        String profile,
        int gpusPerReplica,
        int replicas,
        int gpus,
        int concurrencyPerReplica,
        Figure ttftMs,
        Figure itlMs,
        Figure e2eMs,
        Figure tokensPerSecondPerUser,
        Figure outputTokensPerSecondPerReplica,
        Figure outputTokensPerSecondPerGpu,
        Figure requestsPerSecondPerReplica,
        double kvUseShare,
        int autoscalingMinReplicas,
        int autoscalingMaxReplicas,
        int autoscalingTargetConcurrency,
        double costPerHourUsd,
        double costPerMonthUsd,
        double costPerMillionOutputTokensUsd,
        double costPerMillionTokensUsd,
        double averageUtilisation,
        double autoscaledAverageReplicas,
        double autoscaledCostPerMonthUsd,
        @Nullable Double batchHours,
        @Nullable Double batchCostUsd,
        Origin origin,
        List<String> reasonsAgainst) {

    /** A number with its 80 % interval. */
    record Figure(double low, double value, double high) {

        static Figure of(Estimate estimate) {
            return new Figure(estimate.low(), estimate.value(), estimate.high());
        }
    }

    /** Where the numbers come from; measured points are those of the very profile. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Origin(String kind, String source, @Nullable String date, boolean rough, int measuredPoints) {

        static Origin of(Provenance provenance) {
            return new Origin(
                    provenance.kind().name().toLowerCase(Locale.ROOT),
                    provenance.source(),
                    provenance.date() == null ? null : provenance.date().toString(),
                    provenance.rough(),
                    provenance.points());
        }
    }

    static CandidateJson of(Plan plan, Candidate candidate, Roles roles) {
        OperatingPoint point = candidate.point();
        Percentile percentile = plan.input().sla().percentile();
        Cost cost = candidate.cost();
        BatchCost batch = cost.batch();
        return new CandidateJson(
                candidate.id(),
                roles.of(candidate),
                candidate.verdict().name().toLowerCase(Locale.ROOT),
                candidate.offer().gpu().name(),
                candidate.profile().id(),
                candidate.gpusPerReplica(),
                candidate.replicas(),
                candidate.gpus(),
                candidate.concurrency(),
                Figure.of(point.ttftMs(percentile)),
                Figure.of(point.itlMs(percentile)),
                Figure.of(point.e2eMs(percentile)),
                Figure.of(point.tokensPerSecondPerUser(percentile)),
                Figure.of(point.outputTokensPerSecond()),
                Figure.of(point.outputTokensPerSecond().times(1.0 / candidate.gpusPerReplica())),
                Figure.of(point.requestsPerSecond()),
                point.kvUse(),
                candidate.autoscaling().minReplicas(),
                candidate.autoscaling().maxReplicas(),
                candidate.autoscaling().targetConcurrency(),
                cost.hourly().amount().doubleValue(),
                cost.monthly().amount().doubleValue(),
                cost.atDemand().perMillionOutput().amount().doubleValue(),
                cost.atDemand().perMillionBlended().amount().doubleValue(),
                candidate.sizing().averageUtilisation(),
                cost.autoscaled().averageReplicas(),
                cost.autoscaled().monthly().amount().doubleValue(),
                batch == null ? null : (Double) batch.hours(),
                batch == null ? null : (Double) batch.total().amount().doubleValue(),
                Origin.of(point.ttftMs().provenance()),
                plan.reasonsAgainst(candidate));
    }
}
