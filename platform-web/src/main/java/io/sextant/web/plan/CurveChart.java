package io.sextant.web.plan;

import io.sextant.api.planning.Figure;
import io.sextant.api.planning.Performance;
import io.sextant.api.planning.PlanCurve;
import io.sextant.api.planning.SlaSnapshot;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Latency and throughput over concurrency as {@code js/charts/curve.js} takes it. */
record CurveChart(
        String percentile,
        List<Integer> concurrency,
        @Nullable Integer cStar,
        List<Origin> evidence,
        List<Panel> panels) {
    /** Where the figures of one concurrency come from. */
    record Origin(String kind, String source) {}

    record Panel(
            String label,
            String unit,
            List<Double> values,
            List<Double> low,
            List<Double> high,
            @Nullable Double target) {}

    static CurveChart of(PlanCurve curve, @Nullable SlaSnapshot sla) {
        List<Performance> points = curve.points();
        return new CurveChart(
                points.getFirst().percentile().label(),
                points.stream().map(Performance::concurrency).toList(),
                curve.maxConcurrency(),
                points.stream()
                        .map(Performance::evidence)
                        .map(evidence -> new Origin(Amount.provenance(evidence), evidence.source()))
                        .toList(),
                List.of(
                        panel("TTFT", "ms", points, Performance::ttftMs, sla == null ? null : sla.ttftMs()),
                        panel("ITL", "ms", points, Performance::itlMs, sla == null ? null : sla.itlMs()),
                        panel("Throughput", "tokens/s", points, Performance::outputTokensPerSecond, null)));
    }

    private static Panel panel(
            String label,
            String unit,
            List<Performance> points,
            Function<Performance, Figure> figure,
            @Nullable Double target) {
        List<Figure> figures = points.stream().map(figure).toList();
        return new Panel(
                label,
                unit,
                figures.stream().map(Figure::value).toList(),
                figures.stream().map(Figure::low).toList(),
                figures.stream().map(Figure::high).toList(),
                target);
    }
}
