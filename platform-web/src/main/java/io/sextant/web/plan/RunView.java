package io.sextant.web.plan;

import io.sextant.api.planning.MoneyText;
import io.sextant.api.planning.PlanCeiling;
import io.sextant.api.planning.PlanCost;
import io.sextant.api.planning.PlanRun;
import io.sextant.planner.units.Display;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a candidate would run through a day.
 *
 * @param plain for somebody who never heard of autoscaling
 * @param day absent where the load is the same all day
 */
record RunView(
        String plain,
        String coldStart,
        List<ProposalView.Fact> facts,
        AnswerView.@Nullable Chart day,
        List<Moment> moments) {
    record Moment(String hour, String load, String replicas) {}

    /** As {@code js/charts/day.js} takes it. */
    record Data(List<Double> hours, List<Double> load, String unit, List<Integer> replicas) {}

    static RunView of(PlanRun run, PlanCost cost, List<PlanCeiling> ceilings, boolean spare, JsonMapper json) {
        boolean moves = run.following().savingShare() > 0 || run.coldStart().growthShare() > 0;
        return new RunView(
                plain(run, cost, moves),
                run.coldStart().sentence(),
                facts(run, cost, ceilings, spare),
                moves ? chart(run, json) : null,
                moves ? moments(run) : List.of());
    }

    private static String plain(PlanRun run, PlanCost cost, boolean moves) {
        PlanRun.Batch batch = run.batch();
        if (batch != null) {
            return "The batch is done after %s hours and costs %s in all, if the GPUs are given back then."
                    .formatted(Display.decimal(batch.hours(), 1), MoneyText.of(batch.total(), cost.currency()));
        }
        if (!moves) {
            return "The load is the same all day, so the same replicas run all day. Say how it moves over a day to see what"
                    + " replicas that follow it save.";
        }
        return "Replicas follow the load of the day: %s to %s of them run,"
                        .formatted(
                                Display.count(run.bounds().minReplicas()),
                                Display.count(run.bounds().maxReplicas()))
                + " %s on average: %s a month, %s less than the replicas of the peak all day."
                        .formatted(
                                Display.decimal(run.following().averageReplicas(), 1),
                                MoneyText.of(run.following().perMonth(), cost.currency()),
                                Display.percent(run.following().savingShare()));
    }

    private static List<ProposalView.Fact> facts(
            PlanRun run, PlanCost cost, List<PlanCeiling> ceilings, boolean spare) {
        List<ProposalView.Fact> facts = new ArrayList<>();
        facts.add(new ProposalView.Fact(
                "Autoscaling",
                "%s to %s replicas; one more from %s running requests per replica"
                        .formatted(
                                Display.count(run.bounds().minReplicas()),
                                Display.count(run.bounds().maxReplicas()),
                                Display.count(run.bounds().targetConcurrency()))));
        facts.add(new ProposalView.Fact(
                "Lead of a cold start",
                "%s; the load may grow by %s of the peak meanwhile"
                        .formatted(
                                Display.duration(run.coldStart().leadSeconds() * 1000),
                                Display.percent(run.coldStart().growthShare()))));
        facts.add(new ProposalView.Fact(
                "Spare replica (N+1)",
                run.redundantReplicas() > 0
                        ? "included: one may fail and the others carry the peak"
                        : spare ? "not for a batch" : "not included; choose it in the form to see its cost"));
        facts.add(
                new ProposalView.Fact("Month at the peak's replicas", MoneyText.of(cost.perMonth(), cost.currency())));
        facts.add(new ProposalView.Fact(
                "Month over the day's shape",
                MoneyText.of(run.following().perMonth(), cost.currency()) + ", at "
                        + Display.decimal(run.following().averageReplicas(), 1) + " replicas on average"));
        ceilings.forEach(ceiling -> facts.add(new ProposalView.Fact(
                "C* by " + ceiling.target().label() + " alone",
                ceiling.concurrency() == 0
                        ? "not even one request"
                        : Display.count(ceiling.concurrency()) + " requests per replica")));
        return facts;
    }

    private static AnswerView.Chart chart(PlanRun run, JsonMapper json) {
        return new AnswerView.Chart(
                "A day",
                "Load and the replicas that follow it; a replica is paid for from its start until the load has been low for"
                        + " five minutes.",
                json.writeValueAsString(new Data(
                        run.day().stream().map(PlanRun.Moment::hour).toList(),
                        run.day().stream()
                                .map(PlanRun.Moment::requestsPerSecond)
                                .toList(),
                        "requests/s",
                        run.day().stream().map(PlanRun.Moment::replicas).toList())));
    }

    private static List<Moment> moments(PlanRun run) {
        return run.day().stream()
                .filter(moment -> moment.hour() % 1 == 0)
                .map(moment -> new Moment(
                        "%02d:00".formatted((int) moment.hour()),
                        Display.decimal(moment.requestsPerSecond(), 2),
                        Display.count(moment.replicas())))
                .toList();
    }
}
