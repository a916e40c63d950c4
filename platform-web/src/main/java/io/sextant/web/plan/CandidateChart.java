package io.sextant.web.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.planning.Figure;
import io.sextant.api.planning.Performance;
import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanCandidate;
import io.sextant.api.planning.SlaSnapshot;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All candidates on two scales as {@code js/charts/tradeoff.js} takes them.
 *
 * @param hrefBase what every point's address begins with
 */
record CandidateChart(Axis x, Axis y, List<String> sources, String hrefBase, List<Point> points) {
    private static final MathContext DRAWN = new MathContext(5);

    /** A scale; {@code more} is better, or less. */
    record Axis(String label, String unit, @Nullable Double target, boolean more) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Point(
            String gpu,
            String label,
            double x,
            double xLow,
            double xHigh,
            double y,
            @Nullable Double yLow,
            @Nullable Double yHigh,
            boolean feasible,
            boolean frontier,
            List<String> roles,
            String cluster,
            int inFlight,
            String provenance,
            int source,
            @Nullable String why,
            @Nullable String href) {
        /** The same point as part of a line with a name of its own, which says what it is best at. */
        Point named(String line, List<String> best) {
            return new Point(
                    line,
                    gpu + ", " + label,
                    x,
                    xLow,
                    xHigh,
                    y,
                    yLow,
                    yHigh,
                    feasible,
                    frontier,
                    best,
                    cluster,
                    inFlight,
                    provenance,
                    source,
                    why,
                    href);
        }
    }

    /** Which latency is drawn. */
    enum Latency {
        E2E,
        TTFT,
        ITL;

        /** The one asked for; else E2E if it has a target or nothing has; else the first that has one. */
        static Latency of(@Nullable String asked, @Nullable SlaSnapshot sla) {
            return Stream.of(values())
                    .filter(latency -> latency.key().equals(asked))
                    .findFirst()
                    .or(() -> Stream.of(values())
                            .filter(latency -> latency.target(sla) != null)
                            .findFirst())
                    .orElse(E2E);
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

    /** Cost against a latency. */
    static CandidateChart latency(PlanAnswer answer, Latency latency, PlanLinks links) {
        BigDecimal costLimit = answer.request().limits().maxMonthlyCost();
        PlanCandidate any = answer.candidates().getFirst();
        Set<String> frontier = frontier(answer, latency);
        List<String> sources = sources(answer.candidates());
        return new CandidateChart(
                new Axis(
                        latency.name() + " " + any.performance().percentile().label(),
                        "ms",
                        latency.target(answer.basis().sla()),
                        false),
                new Axis(
                        "Cost",
                        any.cost().currency() + "/month",
                        costLimit == null ? null : costLimit.doubleValue(),
                        false),
                sources,
                hrefBase(links),
                answer.candidates().stream()
                        .map(candidate -> point(
                                candidate,
                                latency.of(candidate.performance()),
                                candidate.cost().perMonth().doubleValue(),
                                null,
                                frontier.contains(candidate.id()),
                                sources,
                                candidate.id()))
                        .toList());
    }

    /** Tokens per second of a GPU against those of a user. */
    static CandidateChart rates(PlanAnswer answer, PlanLinks links) {
        String percentile =
                answer.candidates().getFirst().performance().percentile().label();
        List<String> sources = sources(answer.candidates());
        return new CandidateChart(
                new Axis(
                        "Speed per user " + percentile,
                        "tokens/s",
                        floor(answer.basis().sla()),
                        true),
                new Axis("Throughput per GPU", "tokens/s", null, true),
                sources,
                hrefBase(links),
                answer.candidates().stream()
                        .map(candidate -> point(
                                candidate,
                                candidate.performance().tokensPerSecondPerUser(),
                                perGpu(candidate, Figure::value),
                                candidate,
                                candidate.rateFrontier(),
                                sources,
                                candidate.id()))
                        .toList());
    }

    private static String hrefBase(PlanLinks links) {
        return links.without("candidate").page() + "&candidate=";
    }

    static List<String> sources(List<PlanCandidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.performance().evidence().source())
                .distinct()
                .toList();
    }

    /** @param rated whose throughput per GPU the y scale shows, with its interval; null where y is money */
    static Point point(
            PlanCandidate candidate,
            Figure x,
            double y,
            @Nullable PlanCandidate rated,
            boolean frontier,
            List<String> sources,
            @Nullable String href) {
        return new Point(
                candidate.gpuName(),
                "%s, %d × %d GPUs".formatted(candidate.profile(), candidate.replicas(), candidate.gpusPerReplica()),
                drawn(x.value()),
                drawn(x.low()),
                drawn(x.high()),
                drawn(y),
                rated == null ? null : (Double) drawn(perGpu(rated, Figure::low)),
                rated == null ? null : (Double) drawn(perGpu(rated, Figure::high)),
                candidate.status() == PlanCandidate.Status.FITS,
                frontier,
                CandidateRow.roleWords(candidate),
                candidate.cluster(),
                candidate.performance().concurrency(),
                Amount.provenance(candidate.performance().evidence()),
                sources.indexOf(candidate.performance().evidence().source()),
                candidate.reasons().isEmpty() ? null : candidate.reasons().getFirst(),
                href);
    }

    /** As many digits as a chart can show: there are hundreds of points. */
    private static double drawn(double number) {
        return new BigDecimal(number, DRAWN).doubleValue();
    }

    private static double perGpu(PlanCandidate candidate, Function<Figure, Double> edge) {
        return edge.apply(candidate.performance().outputTokensPerSecond()) / candidate.gpusPerReplica();
    }

    /** The slowest stream that the SLA allows, by either of the two targets that speak of it. */
    private static @Nullable Double floor(@Nullable SlaSnapshot sla) {
        if (sla == null) {
            return null;
        }
        Double itlMs = sla.itlMs();
        return Stream.of(sla.minTokensPerSecondPerUser(), itlMs == null ? null : (Double) (1000 / itlMs))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
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
}
