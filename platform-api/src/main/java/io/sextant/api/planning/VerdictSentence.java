package io.sextant.api.planning;

import io.sextant.planner.units.Display;
import java.util.ArrayList;
import java.util.List;

/** Says in a sentence what the plan comes to for the candidate that is looked at. */
record VerdictSentence(PlanRequest request, PlanBasis basis, String plannersWords) {
    String of(PlanCandidate shown, boolean recommended) {
        String what = summary(shown);
        return switch (shown.status()) {
            case FITS ->
                recommended
                        ? "Cheapest that %s: %s; quota and capacity suffice.".formatted(goal("meets"), what)
                        : "It %s: %s; quota and capacity suffice.".formatted(goal("meets"), what);
            case OVER_COST_LIMIT ->
                "Nothing that %s stays within the cost limit. The cheapest is %s.".formatted(goal("meets"), what);
            case NO_FREE_CAPACITY, EXCEEDS_QUOTA ->
                "The cheapest that %s is %s, but it cannot start now: %s"
                        .formatted(goal("meets"), what, String.join(" ", shown.reasons()));
            case CLUSTER_UNFIT ->
                "The cheapest that %s is %s, but the cluster is not set up for it: %s"
                        .formatted(goal("meets"), what, String.join(" ", shown.reasons()));
            case MISSES_SLA ->
                "%s does not hold %s. %s".formatted(capitalised(what), targets(), String.join(" ", shown.reasons()));
        };
    }

    /** When no candidate is looked at because none holds the SLA, or none runs. */
    String withoutCandidate(boolean anyPool) {
        return anyPool
                ? plannersWords
                : "None of the clusters offers a GPU product that this plan may use, so nothing can be planned yet.";
    }

    /** Such as 2 replicas on 1 x H100 SXM each (FP8, TP1), $3,400/month. */
    private static String summary(PlanCandidate candidate) {
        String each = candidate.gpusPerReplica() + " x " + candidate.gpuName();
        String size = candidate.replicas() == 1
                ? "1 replica on " + each
                : Display.count(candidate.replicas()) + " replicas on " + each + " each";
        return "%s (%s), %s/month"
                .formatted(
                        size,
                        candidate.profile(),
                        MoneyText.of(
                                candidate.cost().perMonth(), candidate.cost().currency()));
    }

    private String goal(String verb) {
        return switch (request.demand()) {
            case PlanDemand.RequestRate _, PlanDemand.ConcurrentUsers _ -> verb + " " + targets();
            case PlanDemand.TokensPerHour tokens ->
                "writes " + Display.count(tokens.outputTokensPerHour()) + " tokens per hour";
            case PlanDemand.Deadline deadline ->
                "finishes %s requests within %s hours"
                        .formatted(Display.count((double) deadline.requests()), Display.decimal(deadline.hours(), 2));
        };
    }

    /** Such as p95 TTFT 150 ms, ITL 25 ms. */
    private String targets() {
        SlaSnapshot sla = basis.sla();
        if (sla == null) {
            return "the demand";
        }
        List<String> targets = new ArrayList<>();
        if (sla.ttftMs() != null) {
            targets.add("TTFT " + Display.duration(sla.ttftMs()));
        }
        if (sla.itlMs() != null) {
            targets.add("ITL " + Display.duration(sla.itlMs()));
        }
        if (sla.e2eMs() != null) {
            targets.add("E2E " + Display.duration(sla.e2eMs()));
        }
        if (sla.minTokensPerSecondPerUser() != null) {
            targets.add(Display.decimal(sla.minTokensPerSecondPerUser(), 1) + " tokens/s per user");
        }
        return sla.percentile().label() + " " + String.join(", ", targets);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
