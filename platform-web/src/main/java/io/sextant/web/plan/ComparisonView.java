package io.sextant.web.plan;

import io.sextant.api.planning.ComparisonAnswer;
import io.sextant.api.planning.Evidence;
import io.sextant.api.planning.MoneyText;
import io.sextant.api.planning.Performance;
import io.sextant.api.planning.PlanCandidate;
import io.sextant.api.planning.SlaSnapshot;
import io.sextant.planner.units.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A comparison as finished strings.
 *
 * @param chart absent where nothing runs
 */
record ComparisonView(
        String sentence,
        AnswerView.@Nullable Chart chart,
        List<Line> lines,
        List<ComparisonAnswer.Excluded> excluded,
        List<String> notes,
        String percentile,
        String csv) {
    /** One model or GPU product. */
    record Line(String name, String tone, String status, String verdict, List<Best> best) {}

    /** What a line is best at: the cheapest, the knee or the fastest candidate. */
    record Best(
            String role,
            String what,
            String monthly,
            Amount ttft,
            Amount itl,
            Amount e2e,
            Amount perUser,
            Amount perGpu,
            String source,
            String href) {}

    /** As {@code js/charts/comparison.js} takes it. */
    record Data(CandidateChart.Axis x, CandidateChart.Axis y, List<String> sources, List<Series> series) {
        record Series(String name, boolean available, List<CandidateChart.Point> points) {}
    }

    static ComparisonView of(ComparisonAnswer answer, CompareLinks links, JsonMapper json) {
        Optional<PlanCandidate> any = answer.series().stream()
                .flatMap(series -> series.frontier().stream())
                .findFirst();
        return new ComparisonView(
                answer.sentence(),
                any.map(candidate -> chart(answer, candidate, links, json)).orElse(null),
                answer.series().stream().map(series -> line(series, links)).toList(),
                answer.excluded(),
                answer.notes(),
                any.map(candidate -> candidate.performance().percentile().label())
                        .orElse(""),
                links.csv());
    }

    private static AnswerView.Chart chart(
            ComparisonAnswer answer, PlanCandidate any, CompareLinks links, JsonMapper json) {
        SlaSnapshot sla = answer.sla();
        List<String> sources = CandidateChart.sources(answer.series().stream()
                .flatMap(series -> series.frontier().stream())
                .toList());
        Data data = new Data(
                new CandidateChart.Axis(
                        "E2E " + any.performance().percentile().label(), "ms", sla == null ? null : sla.e2eMs(), false),
                new CandidateChart.Axis("Cost", any.cost().currency() + "/month", null, false),
                sources,
                answer.series().stream()
                        .map(series -> new Data.Series(
                                series.name(),
                                series.available(),
                                series.frontier().stream()
                                        .map(candidate -> point(series, candidate, sources, links))
                                        .toList()))
                        .toList());
        return new AnswerView.Chart(
                "Cost against latency, side by side",
                answer.sentence() + " A dashed line cannot be had as asked: it shows what would technically run.",
                json.writeValueAsString(data));
    }

    private static CandidateChart.Point point(
            ComparisonAnswer.Series series, PlanCandidate candidate, List<String> sources, CompareLinks links) {
        CandidateChart.Point plain = CandidateChart.point(
                candidate,
                candidate.performance().e2eMs(),
                candidate.cost().perMonth().doubleValue(),
                null,
                true,
                sources,
                href(series, candidate, links));
        return plain.named(series.name(), roles(series, candidate));
    }

    private static List<String> roles(ComparisonAnswer.Series series, PlanCandidate candidate) {
        List<String> roles = new ArrayList<>();
        addIf(roles, "cheapest", candidate, series.cheapest());
        addIf(roles, "knee", candidate, series.knee());
        addIf(roles, "fastest", candidate, series.fastest());
        return roles;
    }

    private static void addIf(List<String> roles, String role, PlanCandidate candidate, @Nullable String best) {
        if (candidate.id().equals(best)) {
            roles.add(role);
        }
    }

    private static Line line(ComparisonAnswer.Series series, CompareLinks links) {
        return new Line(
                series.name(),
                series.available() ? "ok" : "attention",
                series.available() ? "Fits" : series.frontier().isEmpty() ? "Nothing runs" : "Cannot be had as asked",
                series.verdict(),
                Stream.of(
                                best("Cheapest", series, series.cheapest(), links),
                                best("Knee", series, series.knee(), links),
                                best("Fastest", series, series.fastest(), links))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<Best> best(
            String role, ComparisonAnswer.Series series, @Nullable String id, CompareLinks links) {
        return series.candidate(id).map(candidate -> {
            Performance performance = candidate.performance();
            Evidence evidence = performance.evidence();
            String percentile = performance.percentile().label();
            return new Best(
                    role,
                    "%s × %d %s, %s"
                            .formatted(
                                    Display.count(candidate.replicas()),
                                    candidate.gpusPerReplica(),
                                    candidate.gpuName(),
                                    candidate.profile()),
                    MoneyText.of(candidate.cost().perMonth(), candidate.cost().currency()),
                    Amount.latency("", performance.ttftMs(), percentile, evidence),
                    Amount.latency("", performance.itlMs(), percentile, evidence),
                    Amount.latency("", performance.e2eMs(), percentile, evidence),
                    Amount.of("", performance.tokensPerSecondPerUser(), "tokens/s", percentile, evidence),
                    Amount.of("", CandidateRow.perGpu(candidate), "tokens/s", null, evidence),
                    evidence.source(),
                    href(series, candidate, links));
        });
    }

    private static String href(ComparisonAnswer.Series series, PlanCandidate candidate, CompareLinks links) {
        String gpu = series.gpuProduct();
        return links.plan(series.model(), gpu == null ? List.of() : List.of(gpu), candidate.id());
    }
}
