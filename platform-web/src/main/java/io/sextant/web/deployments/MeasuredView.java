package io.sextant.web.deployments;

import io.sextant.api.deployment.Measured;
import io.sextant.api.metrics.Attainment;
import io.sextant.api.metrics.LatencyFigures;
import io.sextant.contract.observed.Level;
import io.sextant.web.layout.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the engines measured in a span, against the promise, in finished strings.
 *
 * @param verdict one sentence
 * @param rows empty where nothing was measured
 */
record MeasuredView(String verdict, List<Row> rows, List<DeploymentView.Fact> facts) {
    private static final int PERCENT = 100;

    /**
     * A latency.
     *
     * @param promised the target, or that there is none
     * @param met the share that met the target; absent without a target, as are tone and verdict
     */
    record Row(
            String metric,
            String anchor,
            String promised,
            String p50,
            String p95,
            @Nullable String met,
            @Nullable String tone,
            @Nullable String verdict) {}

    /** @param span such as "the last hour" */
    static MeasuredView of(Measured measured, String span) {
        Measured.Period total = measured.total();
        if (total == null) {
            return new MeasuredView("No request was seen in " + span + ".", List.of(), List.of());
        }
        return new MeasuredView(
                verdict(measured, span),
                List.of(
                        row(
                                "TTFT",
                                "ttft",
                                total.ttft(),
                                measured.of(Measured.Metric.TTFT).orElse(null)),
                        row(
                                "Gap between tokens",
                                "itl",
                                total.tokenGap(),
                                measured.of(Measured.Metric.ITL).orElse(null)),
                        row(
                                "E2E",
                                "e2e",
                                total.e2e(),
                                measured.of(Measured.Metric.E2E).orElse(null))),
                facts(total));
    }

    private static String verdict(Measured measured, String span) {
        List<String> missed = new ArrayList<>();
        boolean unsure = measured.promises().isEmpty();
        for (Measured.Promise promise : measured.promises()) {
            switch (promise.attainment().verdict()) {
                case MISSED -> missed.add(promise.metric().name());
                case UNCLEAR, TOO_FEW -> unsure = true;
                case KEPT -> {}
            }
        }
        if (!missed.isEmpty()) {
            return "In " + span + " the promise was missed for " + String.join(" and ", missed) + ".";
        }
        if (measured.promises().isEmpty()) {
            return "What the engines measured in " + span + "; there is no SLA to hold it against.";
        }
        return unsure
                ? "In " + span + " too little was measured to say of every target whether it was kept."
                : "In " + span + " every target was kept.";
    }

    private static Row row(String name, String anchor, LatencyFigures figures, @Nullable Attainment attainment) {
        return new Row(
                name,
                anchor,
                attainment == null
                        ? "no target"
                        : "p%d at most %s ms".formatted(attainment.percent(), Shown.value(attainment.targetMs())),
                estimate(figures.p50()),
                estimate(figures.p95()),
                attainment == null || attainment.count() == 0 ? null : met(attainment),
                attainment == null ? null : tone(attainment.verdict()),
                attainment == null ? null : word(attainment.verdict()));
    }

    /** With the bucket it lies in, which is all that is certain. */
    static String estimate(LatencyFigures.@Nullable Estimate estimate) {
        if (estimate == null) {
            return "none";
        }
        return estimate.highMs() == null
                ? "above " + Shown.value(estimate.lowMs())
                : "%s (%s to %s)"
                        .formatted(
                                Shown.value(estimate.ms()),
                                Shown.value(estimate.lowMs()),
                                Shown.value(estimate.highMs()));
    }

    private static String met(Attainment attainment) {
        String low = share(attainment.lowShare());
        String high = share(attainment.highShare());
        return low.equals(high) ? low + " %" : low + " to " + high + " %";
    }

    /** Never 100 where not all did. */
    private static String share(double share) {
        return String.format(Locale.UK, "%.1f", Math.floor(share * PERCENT * 10) / 10);
    }

    private static String tone(Attainment.Verdict verdict) {
        return switch (verdict) {
            case KEPT -> "ok";
            case MISSED -> "danger";
            case UNCLEAR -> "attention";
            case TOO_FEW -> "neutral";
        };
    }

    private static String word(Attainment.Verdict verdict) {
        return switch (verdict) {
            case KEPT -> "kept";
            case MISSED -> "missed";
            case UNCLEAR -> "unclear";
            case TOO_FEW -> "too few to say";
        };
    }

    private static List<DeploymentView.Fact> facts(Measured.Period total) {
        return List.of(
                new DeploymentView.Fact(
                        "Requests", total.finishedRequests() + " answered, " + total.failedRequests() + " failed"),
                new DeploymentView.Fact(
                        "Tokens", "%,d read, %,d written".formatted(total.promptTokens(), total.generatedTokens())),
                new DeploymentView.Fact(
                        "In flight, all replicas", level(total.running()) + ", waiting " + level(total.waiting())),
                new DeploymentView.Fact(
                        "KV cache",
                        "%s %% used on average, %s %% at most"
                                .formatted(
                                        Shown.value(PERCENT * total.cacheUse().mean()),
                                        Shown.value(PERCENT * total.cacheUse().max()))));
    }

    private static String level(Level level) {
        return "%s on average, %s at most".formatted(Shown.value(level.mean()), Shown.value(level.max()));
    }
}
