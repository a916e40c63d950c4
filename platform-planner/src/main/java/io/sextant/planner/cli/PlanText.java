package io.sextant.planner.cli;

import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.SlaTarget;
import io.sextant.planner.frontier.Candidate;
import io.sextant.planner.frontier.Change;
import io.sextant.planner.frontier.NearestPoint;
import io.sextant.planner.frontier.Outcome;
import io.sextant.planner.frontier.Plan;
import io.sextant.planner.frontier.PlanInput;
import io.sextant.planner.frontier.RejectedPairing;
import io.sextant.planner.frontier.Rejection;
import io.sextant.planner.frontier.ScalingPaths;
import io.sextant.planner.frontier.UnreachableSla;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.PriceList;
import io.sextant.planner.units.Display;
import io.sextant.planner.units.Percentile;
import io.sextant.planner.units.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as lines for a terminal. */
final class PlanText {

    private final Plan plan;
    private final PlanInput input;
    private final PriceList prices;
    private final List<String> withoutPrice;
    private final boolean all;
    private final List<String> lines = new ArrayList<>();

    PlanText(Plan plan, PriceList prices, List<String> withoutPrice, boolean all) {
        this.plan = plan;
        this.input = plan.input();
        this.prices = prices;
        this.withoutPrice = withoutPrice;
        this.all = all;
    }

    List<String> lines() {
        lines.add(question());
        lines.add(plan.verdict());
        unreachable();
        candidates();
        growth();
        rejected();
        legend();
        return lines;
    }

    private String question() {
        Workload workload = input.workload();
        String targets = input.sla().targets().isEmpty()
                ? "no latency targets"
                : input.sla().targets().stream().map(PlanText::target).collect(Collectors.joining(", ")) + " at "
                        + percentile().label();
        return "%s: %s tokens in, %s out, %s; %s."
                .formatted(
                        input.model().id(),
                        Display.count(workload.isl().mean()),
                        Display.count(workload.osl().mean()),
                        demand(input.demand()),
                        targets);
    }

    private static String target(SlaTarget target) {
        return "%s %s %s"
                .formatted(
                        target.term().label(),
                        target.term().isFloor() ? ">=" : "<=",
                        target.term().readable(target.limit()));
    }

    private static String demand(Demand demand) {
        return switch (demand) {
            case Demand.RequestRate rate ->
                Display.decimal(rate.peakRequestsPerSecond(), 3) + " requests/s at the peak";
            case Demand.ConcurrentUsers users ->
                "%s users who pause for %s"
                        .formatted(Display.count(users.users()), Display.duration(users.thinkTimeSeconds() * 1000));
            case Demand.TokensPerHour tokens -> Display.count(tokens.outputTokensPerHour()) + " output tokens an hour";
            case Demand.Deadline deadline ->
                "%s requests within %s hours"
                        .formatted(
                                Display.count((double) deadline.totalRequests()), Display.decimal(deadline.hours(), 2));
        };
    }

    private void unreachable() {
        if (!(plan.outcome() instanceof Outcome.Unreachable(UnreachableSla sla))) {
            return;
        }
        lines.add("");
        lines.add("The best that any candidate does on each target:");
        for (NearestPoint nearest : sla.nearestPerTerm()) {
            lines.add("  %s: %s expected, %s at the cautious edge, by %s"
                    .formatted(
                            target(new SlaTarget(nearest.term(), nearest.limit())),
                            nearest.term().readable(nearest.estimate().value()),
                            nearest.term().readable(nearest.pessimistic()),
                            nearest.candidate().summary()));
        }
        if (!sla.changes().isEmpty()) {
            lines.add("");
            lines.add("Each of these alone makes it reachable:");
            sla.changes().stream().map(Change::sentence).map("  "::concat).forEach(lines::add);
        }
    }

    private void candidates() {
        List<Candidate> shown = all ? plan.candidates() : plan.frontier().candidates();
        if (shown.isEmpty()) {
            return;
        }
        lines.add("");
        CandidateTable table = new CandidateTable(percentile(), new Roles(plan));
        shown.forEach(table::add);
        lines.addAll(table.lines());
        if (all) {
            reasons(shown);
        }
    }

    private void reasons(List<Candidate> candidates) {
        lines.add("");
        for (Candidate candidate : candidates) {
            List<String> reasons = plan.reasonsAgainst(candidate);
            if (!reasons.isEmpty()) {
                lines.add(candidate.id() + ": " + String.join(" ", reasons));
            }
        }
    }

    private void growth() {
        plan.recommended().ifPresent(best -> {
            lines.add("");
            lines.add("Autoscaling of the cheapest: %d to %d replicas, one more at %d requests in flight each. %s"
                    .formatted(
                            best.autoscaling().minReplicas(),
                            best.autoscaling().maxReplicas(),
                            best.autoscaling().targetConcurrency(),
                            best.autoscaling().lead().sentence()));
            plan.scalingPaths(best).map(ScalingPaths::sentence).ifPresent(lines::add);
        });
    }

    private void rejected() {
        int count = plan.rejected().size();
        if (count == 0) {
            return;
        }
        lines.add("");
        if (!all) {
            lines.add("%d %s of GPU and profile cannot run; --all lists the reasons."
                    .formatted(count, count == 1 ? "pair" : "pairs"));
            return;
        }
        lines.add("Cannot run:");
        for (RejectedPairing pairing : plan.rejected()) {
            lines.add("  %s: %s"
                    .formatted(
                            pairing.pairing().name(),
                            pairing.rejections().stream()
                                    .map(Rejection::sentence)
                                    .collect(Collectors.joining(" "))));
        }
    }

    private void legend() {
        List<Candidate> shown = all ? plan.candidates() : plan.frontier().candidates();
        lines.add("");
        if (!shown.isEmpty()) {
            lines.add(
                    "Brackets: 80 %% interval; the cautious edge must hold the SLA. In flight: requests per replica. Latencies at %s."
                            .formatted(percentile().label()));
            lines.add("Cost per million tokens at the utilisation that the load gives.");
        }
        shown.stream()
                .map(candidate -> candidate.point().ttftMs().provenance())
                .distinct()
                .map(PlanText::provenance)
                .forEach(lines::add);
        shown.stream()
                .map(candidate -> candidate.offer().gpu().name())
                .distinct()
                .map(gpu -> prices.of(gpu).orElseThrow())
                .map(quote -> "%s: %s USD per GPU hour (%s)"
                        .formatted(quote.gpu(), quote.usdPerGpuHour().toPlainString(), quote.source()))
                .forEach(lines::add);
        if (!withoutPrice.isEmpty()) {
            lines.add("Left out for want of a price (--price GPU=USD): " + String.join(", ", withoutPrice) + ".");
        }
    }

    private static String provenance(Provenance provenance) {
        return "Provenance: %s%s: %s%s."
                .formatted(
                        CandidateTable.mark(provenance),
                        provenance.points() == 0 ? "" : " (%d points)".formatted(provenance.points()),
                        provenance.source(),
                        provenance.date() == null ? "" : ", " + provenance.date());
    }

    private Percentile percentile() {
        return input.sla().percentile();
    }
}
