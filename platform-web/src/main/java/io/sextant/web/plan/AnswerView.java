package io.sextant.web.plan;

import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanBasis;
import io.sextant.api.planning.PlanChange;
import io.sextant.api.planning.PlanCurve;
import io.sextant.api.planning.PlanUnreachable;
import io.sextant.api.planning.SlaSnapshot;
import io.sextant.planner.units.Display;
import io.sextant.web.layout.Dates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A plan answer as finished strings. */
record AnswerView(
        String tone,
        String outcome,
        String verdict,
        List<String> notes,
        @Nullable ProposalView proposal,
        @Nullable UnreachableView unreachable,
        List<ChangeView> changes,
        @Nullable Chart tradeoff,
        @Nullable Chart rates,
        List<AxisLink> axes,
        @Nullable Chart curve,
        List<CurveRow> curveRows,
        @Nullable GrowthView growth,
        @Nullable RunView run,
        @Nullable MemoryView memory,
        List<CandidateRow> candidates,
        List<SortLink> sorts,
        String candidatesCaption,
        String percentile,
        RefusedView refused,
        List<ProposalView.Fact> basis,
        String csv,
        String compare,
        @Nullable String plainPage) {
    /** A chart with its data as JSON. */
    record Chart(String title, String verdict, String json) {}

    record AxisLink(String label, String href, boolean current) {}

    record SortLink(String key, String label, String href, boolean current) {}

    record ChangeView(String sentence, @Nullable String href) {}

    record CurveRow(String concurrency, Amount ttft, Amount itl, Amount throughput, String kvUse, String source) {}

    /** Why the SLA cannot be held. */
    record UnreachableView(String binding, List<Nearest> nearest) {}

    record Nearest(String target, String limit, String best, boolean reachable) {}

    static AnswerView of(PlanAnswer answer, PlanForm form, JsonMapper json) {
        PlanLinks links = PlanLinks.of(form);
        List<CandidateRow> rows = CandidateRow.of(answer, links, form.sort());
        return new AnswerView(
                tone(answer),
                outcome(answer),
                answer.verdict(),
                answer.notes(),
                answer.proposal() == null || answer.effect() == null
                        ? null
                        : ProposalView.of(answer.proposal(), answer.effect()),
                unreachable(answer),
                answer.changes().stream()
                        .map(change -> change(change, answer.basis().sla(), links))
                        .toList(),
                tradeoff(answer, form, links, json),
                rates(answer, links, json),
                axes(answer, form, links),
                curve(answer, json),
                curveRows(answer.curve()),
                growth(answer, json),
                run(answer, json),
                answer.memory() == null ? null : MemoryView.of(answer.memory()),
                rows,
                sorts(form, links),
                caption(answer, rows),
                percentile(answer),
                RefusedView.of(answer, form, links),
                basis(answer),
                links.csv(),
                links.compare(answer.request().model()),
                form.candidate() == null ? null : links.without("candidate").page());
    }

    private static String tone(PlanAnswer answer) {
        return switch (answer.outcome()) {
            case RECOMMENDED ->
                answer.proposal() == null
                        ? "ok"
                        : CandidateRow.tone(answer.proposal().status());
            case OVER_COST_LIMIT, BLOCKED -> "attention";
            case UNREACHABLE, NOTHING_RUNS -> "danger";
        };
    }

    private static String outcome(PlanAnswer answer) {
        return switch (answer.outcome()) {
            case RECOMMENDED ->
                answer.proposal() == null
                        ? "Fits"
                        : CandidateRow.word(answer.proposal().status());
            case OVER_COST_LIMIT -> "Over the cost limit";
            case BLOCKED -> "Cannot start now";
            case UNREACHABLE -> "SLA out of reach";
            case NOTHING_RUNS -> "Nothing can run it";
        };
    }

    private static ChangeView change(PlanChange change, @Nullable SlaSnapshot sla, PlanLinks links) {
        return new ChangeView(change.sentence(), links.page(change, sla).orElse(null));
    }

    private static @Nullable UnreachableView unreachable(PlanAnswer answer) {
        PlanUnreachable unreachable = answer.unreachable();
        if (unreachable == null) {
            return null;
        }
        return new UnreachableView(
                unreachable.binding().label(),
                unreachable.nearestPerTerm().stream()
                        .map(nearest -> new Nearest(
                                nearest.term().label(),
                                nearest.term().readable(nearest.limit()),
                                "%s expected, %s to %s"
                                        .formatted(
                                                nearest.term()
                                                        .readable(nearest.nearest()
                                                                .value()),
                                                nearest.term()
                                                        .readable(nearest.nearest()
                                                                .low()),
                                                nearest.term()
                                                        .readable(nearest.nearest()
                                                                .high())),
                                nearest.reachable()))
                        .toList());
    }

    private static @Nullable Chart tradeoff(PlanAnswer answer, PlanForm form, PlanLinks links, JsonMapper json) {
        if (answer.candidates().isEmpty()) {
            return null;
        }
        CandidateChart.Latency latency =
                CandidateChart.Latency.of(form.axis(), answer.basis().sla());
        return new Chart(
                "Cost against latency",
                "Each mark is one way to serve your load at your team's prices. Solid marks hold the SLA with the cautious"
                        + " end of the 80 % interval and can start now; the line joins those that nothing beats.",
                json.writeValueAsString(CandidateChart.latency(answer, latency, links)));
    }

    private static @Nullable Chart rates(PlanAnswer answer, PlanLinks links, JsonMapper json) {
        return answer.candidates().isEmpty()
                ? null
                : new Chart(
                        "What a GPU yields against what a user sees",
                        "Up and to the right is better: more requests in flight per replica earn more of each GPU and slow down"
                                + " each user's stream. The line joins the candidates that nothing beats at both.",
                        json.writeValueAsString(CandidateChart.rates(answer, links)));
    }

    private static @Nullable GrowthView growth(PlanAnswer answer, JsonMapper json) {
        return answer.growth() == null
                ? null
                : GrowthView.of(
                        answer.growth(), percentile(answer), answer.basis().sla(), json);
    }

    private static @Nullable RunView run(PlanAnswer answer, JsonMapper json) {
        return answer.run() == null || answer.proposal() == null
                ? null
                : RunView.of(
                        answer.run(),
                        answer.proposal().cost(),
                        answer.ceilings(),
                        answer.request().sizing().spareReplica(),
                        json);
    }

    private static String percentile(PlanAnswer answer) {
        return answer.candidates().stream()
                .findFirst()
                .map(candidate -> candidate.performance().percentile().label())
                .orElse("");
    }

    private static List<AxisLink> axes(PlanAnswer answer, PlanForm form, PlanLinks links) {
        CandidateChart.Latency current =
                CandidateChart.Latency.of(form.axis(), answer.basis().sla());
        List<AxisLink> axes = new ArrayList<>();
        for (CandidateChart.Latency latency : CandidateChart.Latency.values()) {
            axes.add(new AxisLink(
                    latency.title() + " (" + latency.name() + ")",
                    links.with("axis", latency.key()).page(),
                    latency == current));
        }
        return axes;
    }

    private static @Nullable Chart curve(PlanAnswer answer, JsonMapper json) {
        PlanCurve curve = answer.curve();
        if (curve == null) {
            return null;
        }
        Integer highest = curve.maxConcurrency();
        String sentence = highest == null
                ? "Not even one request at a time holds the SLA here."
                : "Up to %d requests at the same time per replica hold the SLA (C*); one more runs into %s."
                        .formatted(highest, curve.limitedBy());
        return new Chart(
                "One replica under load: " + curve.gpuName() + ", " + curve.profile(),
                sentence,
                json.writeValueAsString(CurveChart.of(curve, answer.basis().sla())));
    }

    private static List<CurveRow> curveRows(@Nullable PlanCurve curve) {
        return curve == null
                ? List.of()
                : curve.points().stream()
                        .map(point -> new CurveRow(
                                Display.count(point.concurrency()),
                                Amount.latency(
                                        "TTFT",
                                        point.ttftMs(),
                                        point.percentile().label(),
                                        point.evidence()),
                                Amount.latency(
                                        "ITL", point.itlMs(), point.percentile().label(), point.evidence()),
                                Amount.of("", point.outputTokensPerSecond(), "tokens/s", null, point.evidence()),
                                Display.percent(point.kvUse()),
                                point.evidence().source()))
                        .toList();
    }

    private static List<SortLink> sorts(PlanForm form, PlanLinks links) {
        List<SortLink> sorts = new ArrayList<>();
        sorts.add(sort("gpu", "GPU and profile", form, links));
        sorts.add(sort("ttft", "TTFT", form, links));
        sorts.add(sort("itl", "ITL", form, links));
        sorts.add(sort("e2e", "E2E", form, links));
        sorts.add(sort("cost", "Cost", form, links));
        return sorts;
    }

    private static SortLink sort(String key, String label, PlanForm form, PlanLinks links) {
        return new SortLink(key, label, links.with("sort", key).page(), key.equals(form.sort()));
    }

    /** The link of that column. */
    public SortLink sort(String key) {
        return sorts.stream().filter(link -> link.key().equals(key)).findFirst().orElseThrow();
    }

    private static String caption(PlanAnswer answer, List<CandidateRow> rows) {
        long fitting = rows.stream().filter(row -> !row.unfit()).count();
        return "%d of %d pairings of GPU and profile fit, each shown at its best concurrency; the CSV has all %s candidates."
                .formatted(
                        fitting, rows.size(), Display.count(answer.candidates().size()));
    }

    private static List<ProposalView.Fact> basis(PlanAnswer answer) {
        List<ProposalView.Fact> facts = new ArrayList<>();
        facts.add(new ProposalView.Fact("Planned", Dates.moment(answer.plannedAt())));
        SlaSnapshot sla = answer.basis().sla();
        if (sla != null) {
            facts.add(new ProposalView.Fact(
                    "SLA", sla.version() == null ? sla.name() : sla.name() + ", version " + sla.version()));
        }
        for (PlanBasis.Inventory inventory : answer.basis().inventories()) {
            facts.add(new ProposalView.Fact(
                    "Free GPUs of " + inventory.cluster(),
                    inventory.observedAt() == null ? "not reported" : "as of " + Dates.moment(inventory.observedAt())));
        }
        for (PlanBasis.PriceInForce price : answer.basis().prices()) {
            facts.add(new ProposalView.Fact(
                    "Price of " + price.gpuProduct(),
                    "%s %s per GPU hour since %s (%s)"
                            .formatted(
                                    price.perGpuHour().toPlainString(),
                                    price.currency(),
                                    Dates.moment(price.effectiveFrom()),
                                    price.source())));
        }
        return facts;
    }
}
