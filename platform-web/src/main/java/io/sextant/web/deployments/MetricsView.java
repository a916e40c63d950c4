package io.sextant.web.deployments;

import io.sextant.api.deployment.Measured;
import io.sextant.api.metrics.Attainment;
import io.sextant.api.metrics.LatencyFigures;
import io.sextant.web.layout.Dates;
import io.sextant.web.layout.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metrics page.
 *
 * @param chartJson for js/charts/served.js
 */
record MetricsView(
        String span,
        List<DeploymentView.Tab> spans,
        MeasuredView measured,
        List<Row> rows,
        String step,
        String chartJson,
        String csvPath) {
    private static final String CSV_HEAD =
            "from,until,requests,failed,prompt_tokens,generated_tokens,running_mean,running_max,"
                    + "waiting_mean,waiting_max,kv_cache_mean,kv_cache_max,ttft_p50_ms,ttft_p95_ms,ttft_p99_ms,token_gap_p50_ms,"
                    + "token_gap_p95_ms,token_gap_p99_ms,e2e_p50_ms,e2e_p95_ms,e2e_p99_ms\n";

    /** A period in the table behind the chart. */
    record Row(String time, String requests, String ttft, String tokenGap, String inFlight, String tokensPerSecond) {}

    static MetricsView of(Measured measured, MetricsSpan span, String path, JsonMapper json) {
        return new MetricsView(
                span.key(),
                MetricsSpan.tabs(path + "/metrics"),
                MeasuredView.of(measured, span.words()),
                measured.periods().stream().map(MetricsView::row).toList(),
                measured.step() == Measured.Step.MINUTE ? "minute" : "hour",
                json.writeValueAsString(chart(measured)),
                path + "/metrics.csv?span=" + span.key());
    }

    private static Row row(Measured.Period period) {
        return new Row(
                Dates.moment(period.from()),
                Long.toString(period.finishedRequests()),
                MeasuredView.estimate(period.ttft().p95()),
                MeasuredView.estimate(period.tokenGap().p95()),
                Shown.value(inFlight(period)),
                Shown.value(tokensPerSecond(period)));
    }

    private static double inFlight(Measured.Period period) {
        return period.running().mean() + period.waiting().mean();
    }

    private static double tokensPerSecond(Measured.Period period) {
        return period.generatedTokens()
                / Math.max(1, Duration.between(period.from(), period.until()).toMillis() / 1000.0);
    }

    private static Map<String, Object> chart(Measured measured) {
        return Map.of(
                "bucket",
                measured.step().name().toLowerCase(Locale.ROOT),
                "times",
                measured.periods().stream()
                        .map(period -> period.from().toString())
                        .toList(),
                "panels",
                List.of(
                        latency(measured, "TTFT", Measured.Metric.TTFT, Measured.Period::ttft),
                        latency(measured, "Gap between tokens", Measured.Metric.ITL, Measured.Period::tokenGap),
                        level(measured, "In flight", "requests", MetricsView::inFlight),
                        level(measured, "Output", "tokens/s", MetricsView::tokensPerSecond)));
    }

    private static Map<String, Object> latency(
            Measured measured, String label, Measured.Metric metric, Function<Measured.Period, LatencyFigures> which) {
        return panel(
                label,
                "ms",
                measured.of(metric).map(Attainment::targetMs),
                List.of(
                        series("p50", measured, period -> ms(which.apply(period).p50())),
                        series("p95", measured, period -> ms(which.apply(period).p95()))));
    }

    private static Map<String, Object> level(
            Measured measured, String label, String unit, Function<Measured.Period, Double> which) {
        return panel(label, unit, Optional.empty(), List.of(series("mean", measured, which)));
    }

    private static Map<String, Object> panel(
            String label, String unit, Optional<Double> target, List<Map<String, Object>> series) {
        Map<String, Object> panel = new LinkedHashMap<>();
        panel.put("label", label);
        panel.put("unit", unit);
        target.ifPresent(value -> panel.put("target", value));
        panel.put("series", series);
        return panel;
    }

    private static Map<String, Object> series(
            String name, Measured measured, Function<Measured.Period, @Nullable Double> which) {
        List<@Nullable Double> values = new ArrayList<>();
        measured.periods().forEach(period -> values.add(which.apply(period)));
        return Map.of("name", name, "values", values);
    }

    private static @Nullable Double ms(LatencyFigures.@Nullable Estimate estimate) {
        return estimate == null ? null : estimate.ms();
    }

    /** The periods as comma-separated values, one line each. */
    static String csv(Measured measured) {
        StringBuilder csv = new StringBuilder(CSV_HEAD);
        for (Measured.Period period : measured.periods()) {
            csv.append(period.from()).append(',').append(period.until());
            for (Number number : List.<Number>of(
                    period.finishedRequests(),
                    period.failedRequests(),
                    period.promptTokens(),
                    period.generatedTokens(),
                    period.running().mean(),
                    period.running().max(),
                    period.waiting().mean(),
                    period.waiting().max(),
                    period.cacheUse().mean(),
                    period.cacheUse().max())) {
                csv.append(',').append(number);
            }
            for (LatencyFigures figures : List.of(period.ttft(), period.tokenGap(), period.e2e())) {
                cell(csv, figures.p50());
                cell(csv, figures.p95());
                cell(csv, figures.p99());
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    private static void cell(StringBuilder csv, LatencyFigures.@Nullable Estimate estimate) {
        csv.append(',');
        if (estimate != null) {
            csv.append(estimate.ms());
        }
    }
}
