package io.sextant.api.planning;

import io.sextant.planner.frontier.Candidate;
import io.sextant.planner.frontier.Frontier;
import io.sextant.planner.frontier.Outcome;
import io.sextant.planner.frontier.Plan;
import io.sextant.planner.frontier.Tradeoff;
import io.sextant.planner.frontier.Verdict;
import io.sextant.planner.units.Percentile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which candidates of a plan can be had within the request's limits, and which of them to recommend. */
final class CandidateRanking {
    private final Plan plan;
    private final PlanLimits limits;
    private final Function<Candidate, Optional<String>> objection;
    private final Percentile percentile;
    private final Frontier available;
    private final Set<String> frontierIds;
    private final Set<String> rateFrontierIds;

    /** Ranks with what clusters have against candidates, as finished sentences. */
    CandidateRanking(Plan plan, PlanLimits limits, Function<Candidate, Optional<String>> objection) {
        this.plan = plan;
        this.limits = limits;
        this.objection = objection;
        this.percentile = plan.input().sla().percentile();
        List<Candidate> fitting = plan.candidates().stream()
                .filter(candidate -> status(candidate) == PlanCandidate.Status.FITS)
                .toList();
        this.available = Frontier.of(fitting, percentile);
        this.frontierIds = ids(available);
        this.rateFrontierIds = ids(Frontier.of(Tradeoff.GPU_RATE_AND_USER_RATE, fitting, percentile));
    }

    PlanAnswer.Outcome outcome() {
        if (!available.isEmpty()) {
            return PlanAnswer.Outcome.RECOMMENDED;
        }
        return switch (plan.outcome()) {
            case Outcome.Recommended _ -> outOfReach();
            case Outcome.Blocked _ -> PlanAnswer.Outcome.BLOCKED;
            case Outcome.Unreachable _ -> PlanAnswer.Outcome.UNREACHABLE;
            case Outcome.NothingRuns _ -> PlanAnswer.Outcome.NOTHING_RUNS;
        };
    }

    private PlanAnswer.Outcome outOfReach() {
        return plan.candidates().stream()
                        .anyMatch(candidate -> status(candidate) == PlanCandidate.Status.OVER_COST_LIMIT)
                ? PlanAnswer.Outcome.OVER_COST_LIMIT
                : PlanAnswer.Outcome.BLOCKED;
    }

    /** The cheapest that fits. */
    Optional<Candidate> recommended() {
        return available.isEmpty() ? Optional.empty() : Optional.of(available.cheapest());
    }

    /** The recommended one, else the one that holds the SLA and is least far from being had. */
    Optional<Candidate> best() {
        return recommended()
                .or(() -> plan.candidates().stream()
                        .filter(candidate -> status(candidate).holdsSla())
                        .min(order()));
    }

    PlanCandidate.Status status(Candidate candidate) {
        if (candidate.verdict() != Verdict.MISSES_SLA
                && objection.apply(candidate).isPresent()) {
            return PlanCandidate.Status.CLUSTER_UNFIT;
        }
        return switch (candidate.verdict()) {
            case MISSES_SLA -> PlanCandidate.Status.MISSES_SLA;
            case EXCEEDS_QUOTA -> PlanCandidate.Status.EXCEEDS_QUOTA;
            case NO_FREE_CAPACITY -> PlanCandidate.Status.NO_FREE_CAPACITY;
            case FITS -> isOverCostLimit(candidate) ? PlanCandidate.Status.OVER_COST_LIMIT : PlanCandidate.Status.FITS;
        };
    }

    List<PlanCandidate.Role> roles(Candidate candidate) {
        List<PlanCandidate.Role> roles = new ArrayList<>(0);
        if (frontierIds.contains(candidate.id())) {
            addIf(roles, PlanCandidate.Role.CHEAPEST, candidate, available.cheapest());
            addIf(roles, PlanCandidate.Role.BALANCED, candidate, available.balanced());
            addIf(roles, PlanCandidate.Role.FASTEST, candidate, available.fastest());
        }
        return roles;
    }

    boolean onFrontier(Candidate candidate) {
        return frontierIds.contains(candidate.id());
    }

    boolean onRateFrontier(Candidate candidate) {
        return rateFrontierIds.contains(candidate.id());
    }

    private static Set<String> ids(Frontier frontier) {
        return frontier.candidates().stream().map(Candidate::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Every reason against a candidate; none against the recommended one. */
    List<String> reasons(Candidate candidate) {
        List<String> reasons = new ArrayList<>();
        if (!isOverCostLimit(candidate) || !candidate.rejections().isEmpty()) {
            reasons.addAll(plan.reasonsAgainst(candidate));
        }
        if (limits.maxMonthlyCost() != null && isOverCostLimit(candidate)) {
            String currency = candidate.cost().monthly().currency().getCurrencyCode();
            reasons.add("It costs %s a month, more than the limit of %s."
                    .formatted(
                            MoneyText.of(candidate.cost().monthly().amount(), currency),
                            MoneyText.of(limits.maxMonthlyCost(), currency)));
        }
        objection.apply(candidate).ifPresent(reasons::add);
        return reasons;
    }

    /** What fits first, then by cost, then by latency. */
    Comparator<Candidate> order() {
        return Comparator.comparing(this::status)
                .thenComparing(candidate -> candidate.cost().hourly())
                .thenComparingDouble(candidate -> candidate.latencyMs(percentile))
                .thenComparing(Candidate::id);
    }

    private boolean isOverCostLimit(Candidate candidate) {
        return limits.maxMonthlyCost() != null
                && candidate.cost().monthly().amount().compareTo(limits.maxMonthlyCost()) > 0;
    }

    private static void addIf(
            List<PlanCandidate.Role> roles, PlanCandidate.Role role, Candidate candidate, Candidate best) {
        if (candidate.id().equals(best.id())) {
            roles.add(role);
        }
    }
}
