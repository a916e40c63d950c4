package io.sextant.web.plan;

import io.sextant.api.planning.Evidence;
import io.sextant.api.planning.Figure;
import io.sextant.api.planning.MoneyText;
import io.sextant.api.planning.Performance;
import io.sextant.api.planning.PlanAnswer;
import io.sextant.api.planning.PlanCandidate;
import io.sextant.planner.units.Display;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A GPU with a profile, at its best concurrency, as a row of the candidates' table. */
record CandidateRow(
        String gpu,
        String cluster,
        String profile,
        String size,
        String concurrency,
        Amount ttft,
        Amount itl,
        Amount e2e,
        String monthly,
        String tone,
        String status,
        String roles,
        List<Reading> readings,
        String source,
        List<String> reasons,
        String key,
        boolean shown,
        boolean unfit,
        String href) {
    /**
     * A figure in full, as the chart's tooltip says it.
     *
     * @param metric heading of its definition in the guide
     */
    record Reading(String name, String metric, String text) {}

    /** One row for each GPU product and profile: the candidate that is looked at, else the best one of the answer's order. */
    static List<CandidateRow> of(PlanAnswer answer, PlanLinks links, @Nullable String sort) {
        String shown = answer.proposed().map(PlanCandidate::id).orElse("");
        Map<String, PlanCandidate> best = new LinkedHashMap<>();
        for (PlanCandidate candidate : answer.candidates()) {
            String pairing = candidate.cluster() + "/" + candidate.gpuProduct() + "/" + candidate.profile();
            best.merge(pairing, candidate, (held, other) -> other.id().equals(shown) ? other : held);
        }
        return sorted(best.values(), sort).stream()
                .map(candidate -> of(candidate, candidate.id().equals(shown), links))
                .toList();
    }

    private static List<PlanCandidate> sorted(Collection<PlanCandidate> candidates, @Nullable String sort) {
        Comparator<PlanCandidate> order = switch (sort) {
            case "cost" -> Comparator.comparing(candidate -> candidate.cost().perMonth());
            case "ttft" ->
                Comparator.comparingDouble(
                        candidate -> candidate.performance().ttftMs().value());
            case "itl" ->
                Comparator.comparingDouble(
                        candidate -> candidate.performance().itlMs().value());
            case "e2e" ->
                Comparator.comparingDouble(
                        candidate -> candidate.performance().e2eMs().value());
            case "gpu" -> Comparator.comparing(PlanCandidate::gpuName).thenComparing(PlanCandidate::profile);
            case null, default -> Comparator.comparingInt(_ -> 0);
        };
        return candidates.stream().sorted(order).toList();
    }

    private static CandidateRow of(PlanCandidate candidate, boolean shown, PlanLinks links) {
        Performance performance = candidate.performance();
        String percentile = performance.percentile().label();
        return new CandidateRow(
                candidate.gpuName(),
                candidate.cluster(),
                candidate.profile(),
                Display.count(candidate.replicas()) + " × " + candidate.gpusPerReplica(),
                Display.count(performance.concurrency()),
                Amount.latency("TTFT", performance.ttftMs(), percentile, performance.evidence()),
                Amount.latency("ITL", performance.itlMs(), percentile, performance.evidence()),
                Amount.latency("E2E", performance.e2eMs(), percentile, performance.evidence()),
                MoneyText.of(candidate.cost().perMonth(), candidate.cost().currency()),
                tone(candidate.status()),
                word(candidate.status()),
                String.join(", ", roleWords(candidate)),
                readings(candidate),
                performance.evidence().source(),
                candidate.reasons(),
                candidate.id().replaceAll("[^A-Za-z0-9]+", "-"),
                shown,
                candidate.status() != PlanCandidate.Status.FITS,
                links.with("candidate", candidate.id()).page());
    }

    static String tone(PlanCandidate.Status status) {
        return switch (status) {
            case FITS -> "ok";
            case OVER_COST_LIMIT, NO_FREE_CAPACITY, EXCEEDS_QUOTA, CLUSTER_UNFIT -> "attention";
            case MISSES_SLA -> "danger";
        };
    }

    static String word(PlanCandidate.Status status) {
        return switch (status) {
            case FITS -> "Fits";
            case OVER_COST_LIMIT -> "Over the cost limit";
            case NO_FREE_CAPACITY -> "No room now";
            case EXCEEDS_QUOTA -> "Over quota";
            case CLUSTER_UNFIT -> "Cluster not set up";
            case MISSES_SLA -> "Misses the SLA";
        };
    }

    /** What it is best at, in words. */
    static List<String> roleWords(PlanCandidate candidate) {
        return candidate.roles().stream()
                .map(role -> switch (role) {
                    case CHEAPEST -> "cheapest";
                    case BALANCED -> "knee";
                    case FASTEST -> "fastest";
                })
                .toList();
    }

    private static List<Reading> readings(PlanCandidate candidate) {
        Performance performance = candidate.performance();
        String percentile = performance.percentile().label();
        Evidence evidence = performance.evidence();
        return List.of(
                reading("TTFT " + percentile, "ttft", Amount.latency("", performance.ttftMs(), percentile, evidence)),
                reading("ITL " + percentile, "itl", Amount.latency("", performance.itlMs(), percentile, evidence)),
                reading("E2E " + percentile, "e2e", Amount.latency("", performance.e2eMs(), percentile, evidence)),
                reading(
                        "Speed per user " + percentile,
                        "speed-per-user",
                        Amount.of("", performance.tokensPerSecondPerUser(), "tokens/s", percentile, evidence)),
                reading(
                        "Throughput per replica",
                        "throughput",
                        Amount.of("", performance.outputTokensPerSecond(), "tokens/s", null, evidence)),
                reading(
                        "Throughput per GPU",
                        "tokens-per-second-per-gpu",
                        Amount.of("", perGpu(candidate), "tokens/s", null, evidence)));
    }

    static Figure perGpu(PlanCandidate candidate) {
        Figure all = candidate.performance().outputTokensPerSecond();
        int gpus = candidate.gpusPerReplica();
        return new Figure(all.low() / gpus, all.value() / gpus, all.high() / gpus, all.provenance());
    }

    private static Reading reading(String name, String metric, Amount amount) {
        return new Reading(name, metric, amount.sentence());
    }
}
