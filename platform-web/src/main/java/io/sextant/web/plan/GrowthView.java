package io.sextant.web.plan;

import io.sextant.api.planning.Figure;
import io.sextant.api.planning.MoneyText;
import io.sextant.api.planning.PlanGrowth;
import io.sextant.api.planning.SlaSnapshot;
import io.sextant.planner.units.Display;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two ways to grow, as a chart and as a table.
 *
 * @param limits what ends on the way, finished sentences
 */
record GrowthView(AnswerView.Chart chart, List<String> limits, List<Row> rows) {
    private static final String MORE_CONCURRENCY = "More concurrency on the same GPUs";
    private static final String MORE_REPLICAS = "More replicas";

    record Row(
            String path,
            String load,
            String gpus,
            String concurrency,
            String ttft,
            String itl,
            String e2e,
            String perHour,
            boolean holds) {}

    /** As {@code js/charts/growth.js} takes it. */
    record Data(X x, List<Path> paths, List<Panel> panels) {
        record X(String label, String unit, double today, double peak) {}

        record Path(String name, List<Double> loads, List<String> facts, List<Break> breaks) {}

        record Break(double load, String label) {}

        record Panel(String label, String unit, @Nullable Double target, boolean fromZero, List<Line> series) {}

        record Line(
                List<Double> values,
                @Nullable List<Double> low,
                @Nullable List<Double> high) {}
    }

    static GrowthView of(PlanGrowth growth, String percentile, @Nullable SlaSnapshot sla, JsonMapper json) {
        List<PlanGrowth.Path> paths = List.of(growth.moreConcurrency(), growth.moreReplicas());
        Data data = new Data(
                new Data.X("Load", growth.unit(), growth.loadToday(), growth.loadAtPeak()),
                List.of(path(MORE_CONCURRENCY, growth.moreConcurrency()), path(MORE_REPLICAS, growth.moreReplicas())),
                List.of(
                        latency(
                                "TTFT " + percentile,
                                sla == null ? null : sla.ttftMs(),
                                paths,
                                PlanGrowth.Point::ttftMs),
                        latency("ITL " + percentile, sla == null ? null : sla.itlMs(), paths, PlanGrowth.Point::itlMs),
                        cost(growth.currency(), paths)));
        return new GrowthView(
                new AnswerView.Chart("Two ways to grow", growth.sentence(), json.writeValueAsString(data)),
                paths.stream()
                        .flatMap(path -> path.limits().stream())
                        .map(PlanGrowth.Limit::sentence)
                        .distinct()
                        .toList(),
                List.of(
                                rows(MORE_CONCURRENCY, growth, growth.moreConcurrency()),
                                rows(MORE_REPLICAS, growth, growth.moreReplicas()))
                        .stream()
                        .flatMap(List::stream)
                        .toList());
    }

    private static Data.Path path(String name, PlanGrowth.Path path) {
        return new Data.Path(
                name,
                path.points().stream().map(PlanGrowth.Point::load).toList(),
                path.points().stream().map(GrowthView::fact).toList(),
                path.limits().stream()
                        .filter(PlanGrowth.Limit::breaksSla)
                        .limit(1)
                        .map(limit -> new Data.Break(limit.load(), "SLA breaks"))
                        .toList());
    }

    private static String fact(PlanGrowth.Point point) {
        return "%s × %s GPUs, %s requests in flight each%s"
                .formatted(
                        Display.count(point.replicas()),
                        Display.count((double) point.gpus() / point.replicas()),
                        Display.count(point.concurrency()),
                        point.holdsSla() ? "" : "; misses the SLA");
    }

    private static Data.Panel latency(
            String label,
            @Nullable Double target,
            List<PlanGrowth.Path> paths,
            Function<PlanGrowth.Point, Figure> figure) {
        return new Data.Panel(
                label,
                "ms",
                target,
                false,
                paths.stream()
                        .map(path -> path.points().stream().map(figure).toList())
                        .map(figures -> new Data.Line(
                                figures.stream().map(Figure::value).toList(),
                                figures.stream().map(Figure::low).toList(),
                                figures.stream().map(Figure::high).toList()))
                        .toList());
    }

    private static Data.Panel cost(String currency, List<PlanGrowth.Path> paths) {
        return new Data.Panel(
                "Cost",
                currency + "/h",
                null,
                true,
                paths.stream()
                        .map(path -> new Data.Line(
                                path.points().stream()
                                        .map(point -> point.perHour().doubleValue())
                                        .toList(),
                                null,
                                null))
                        .toList());
    }

    private static List<Row> rows(String name, PlanGrowth growth, PlanGrowth.Path path) {
        return path.points().stream()
                .map(point -> new Row(
                        name,
                        Display.decimal(point.load(), point.load() < 10 ? 2 : 0) + " " + growth.unit(),
                        Display.count(point.gpus()),
                        Display.count(point.concurrency()),
                        range(point.ttftMs()),
                        range(point.itlMs()),
                        range(point.e2eMs()),
                        MoneyText.of(point.perHour(), growth.currency()),
                        point.holdsSla()))
                .toList();
    }

    private static String range(Figure ms) {
        return "%s (%s to %s)"
                .formatted(Display.duration(ms.value()), Display.duration(ms.low()), Display.duration(ms.high()));
    }
}
