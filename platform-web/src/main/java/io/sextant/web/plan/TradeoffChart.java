package io.sextant.web.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.planning.Figure;
import io.sextant.api.planning.Performance;
import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanCandidate;
import io.sextant.api.planning.SlaSnapshot;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cost against latency as {@code js/charts/tradeoff.js} takes it. */
record TradeoffChart(Axis x, Axis y, List<Point> points) {
    record Axis(String label, String unit, @Nullable Double target) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Point(
            String gpu,
            String label,
            double x,
            double xLow,
            double xHigh,
            double y,
            boolean feasible,
            boolean frontier,
            List<String> roles,
            List<String> facts,
            String provenance,
            @Nullable String why,
            String href) {}

    /** Which latency is drawn. */
    enum Latency {
        E2E,
        TTFT,
        ITL;

        /** The one asked for; else E2E if it has a target or nothing has; else the first that has one. */
        static Latency of(@Nullable String asked, @Nullable SlaSnapshot sla) {
            for (Latency latency : values()) {
                if (latency.key().equals(asked)) {
                    return latency;
                }
            }
            for (Latency latency : values()) {
                if (latency.target(sla) != null) {
                    return latency;
                }
            }
            return E2E;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        String title() {
            return switch (this) {
                case E2E -> "Whole answer";
                case TTFT -> "First token";
                case ITL -> "Between tokens";
            };
        }

        @Nullable
        Double target(@Nullable SlaSnapshot sla) {
            if (sla == null) {
                return null;
            }
            return switch (this) {
                case E2E -> sla.e2eMs();
                case TTFT -> sla.ttftMs();
                case ITL -> sla.itlMs();
            };
        }

        Figure of(Performance performance) {
            return switch (this) {
                case E2E -> performance.e2eMs();
                case TTFT -> performance.ttftMs();
                case ITL -> performance.itlMs();
            };
        }
    }

    static TradeoffChart of(PlanAnswer answer, Latency latency, PlanLinks links) {
        SlaSnapshot sla = answer.basis().sla();
        BigDecimal costLimit = answer.request().limits().maxMonthlyCost();
        String percentile =
                answer.candidates().getFirst().performance().percentile().label();
        String currency = answer.candidates().getFirst().cost().currency();
        Set<String> frontier = frontier(answer, latency);
        return new TradeoffChart(
                new Axis(latency.name() + " " + percentile, "ms", latency.target(sla)),
                new Axis("Cost", currency + "/month", costLimit == null ? null : costLimit.doubleValue()),
                answer.candidates().stream()
                        .map(candidate -> point(candidate, latency, frontier.contains(candidate.id()), links))
                        .toList());
    }

    // The answer's own frontier is about E2E; on another axis other candidates may be unbeaten.
    private static Set<String> frontier(PlanAnswer answer, Latency latency) {
        Set<String> kept = new HashSet<>();
        double fastest = Double.POSITIVE_INFINITY;
        List<PlanCandidate> byCost = answer.candidates().stream()
                .filter(candidate -> candidate.status() == PlanCandidate.Status.FITS)
                .sorted(Comparator.comparing(
                                (PlanCandidate candidate) -> candidate.cost().perHour())
                        .thenComparingDouble(
                                candidate -> latency.of(candidate.performance()).value()))
                .toList();
        for (PlanCandidate candidate : byCost) {
            double value = latency.of(candidate.performance()).value();
            if (value < fastest) {
                kept.add(candidate.id());
                fastest = value;
            }
        }
        return kept;
    }

    private static Point point(PlanCandidate candidate, Latency latency, boolean frontier, PlanLinks links) {
        Figure x = latency.of(candidate.performance());
        return new Point(
                candidate.gpuName(),
                "%s, %d × %d GPUs".formatted(candidate.profile(), candidate.replicas(), candidate.gpusPerReplica()),
                x.value(),
                x.low(),
                x.high(),
                candidate.cost().perMonth().doubleValue(),
                candidate.status() == PlanCandidate.Status.FITS,
                frontier,
                candidate.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .toList(),
                List.of(
                        "Cluster " + candidate.cluster(),
                        "Up to " + candidate.performance().concurrency() + " requests in flight per replica"),
                Amount.kind(candidate.performance().evidence()),
                candidate.reasons().isEmpty() ? null : candidate.reasons().getFirst(),
                links.with("candidate", candidate.id()).page());
    }
}
