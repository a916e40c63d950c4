package io.sextant.web.deployments;

import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanCandidate;
import io.sextant.api.planning.PlanProposal;
import io.sextant.web.layout.Shown;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The candidates for a deployment's own workload and SLA in its own cluster, cheapest first.
 *
 * @param verdict of planning it anew
 */
record CandidatesView(String verdict, String currency, String percentile, List<Row> rows) {
    private static final int MOST = 20;

    /**
     * One candidate.
     *
     * @param current whether the deployment runs by it
     * @param chosen whether its effect is shown
     */
    record Row(
            String id,
            String gpus,
            String profile,
            String replicas,
            String ttft,
            String itl,
            String cost,
            String state,
            boolean current,
            boolean chosen) {}

    static CandidatesView of(PlanAnswer answer, PlanProposal now, String chosen) {
        List<Row> rows = answer.candidates().stream()
                .filter(candidate -> candidate.cluster().equals(now.placement().cluster()))
                .filter(candidate -> candidate.status().holdsSla())
                .sorted(Comparator.comparing(candidate -> candidate.cost().perMonth()))
                .limit(MOST)
                .map(candidate -> row(candidate, now, chosen))
                .toList();
        return new CandidatesView(
                answer.verdict(),
                now.cost().currency(),
                now.promise().percentile().label(),
                rows);
    }

    private static Row row(PlanCandidate candidate, PlanProposal now, String chosen) {
        return new Row(
                candidate.id(),
                candidate.gpusPerReplica() + " × " + candidate.gpuName(),
                candidate.profile(),
                Integer.toString(candidate.replicas()),
                Shown.number(BigDecimal.valueOf(candidate.performance().ttftMs().value()), 0) + " ms",
                Shown.number(BigDecimal.valueOf(candidate.performance().itlMs().value()), 1) + " ms",
                Shown.number(candidate.cost().perMonth(), 0),
                state(candidate),
                candidate.id().equals(now.candidate()),
                Objects.equals(candidate.id(), chosen));
    }

    private static String state(PlanCandidate candidate) {
        return switch (candidate.status()) {
            case FITS -> "Fits";
            case EXCEEDS_QUOTA -> "Above the quota as a whole";
            case NO_FREE_CAPACITY -> "No room in the cluster";
            case CLUSTER_UNFIT -> "Cluster not set up for it";
            case OVER_COST_LIMIT -> "Above the cost limit";
            case MISSES_SLA -> "Misses the SLA";
        };
    }
}
