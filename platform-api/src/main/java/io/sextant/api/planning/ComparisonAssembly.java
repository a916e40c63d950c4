package io.sextant.api.planning;

import io.sextant.planner.frontier.Candidate;
import io.sextant.planner.frontier.Comparison;
import io.sextant.planner.frontier.Planner;
import io.sextant.planner.frontier.Series;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans every part of a comparison and puts the lines into words and numbers. */
record ComparisonAssembly(
        ComparisonRequest request,
        List<PlanSituation> situations,
        List<ComparisonAnswer.Excluded> excluded,
        Instant now) {
    private static final String NOTHING = "None of them can be planned for these lengths.";

    ComparisonAnswer answer(Planner planner) {
        if (situations.isEmpty()) {
            return answer(NOTHING, null, List.of());
        }
        List<ProfileChoices> profiles = situations.stream()
                .map(situation -> ProfileChoices.of(situation.model().profiles()))
                .toList();
        Comparison comparison = Comparison.of(
                planner,
                IntStream.range(0, situations.size())
                        .mapToObj(at -> new Comparison.Entry(
                                name(situations.get(at)), situations.get(at).input(profiles.get(at))))
                        .toList());
        List<ComparisonAnswer.Series> series = IntStream.range(0, situations.size())
                .mapToObj(at -> series(
                        situations.get(at),
                        profiles.get(at),
                        comparison.series().get(at)))
                .toList();
        return answer(comparison.sentence(), situations.getFirst().basis().sla(), series);
    }

    private ComparisonAnswer answer(String sentence, @Nullable SlaSnapshot sla, List<ComparisonAnswer.Series> series) {
        List<String> notes = situations.stream()
                .flatMap(situation -> situation.notes().stream())
                .distinct()
                .toList();
        return new ComparisonAnswer(now, request, sentence, sla, series, excluded, notes);
    }

    private ComparisonAnswer.Series series(PlanSituation situation, ProfileChoices profiles, Series planned) {
        AnswerAssembly assembly = new AnswerAssembly(situation, profiles, planned.plan());
        PlanAnswer answer = assembly.answer();
        return new ComparisonAnswer.Series(
                planned.name(),
                situation.model().nimId(),
                gpuProduct(situation),
                planned.isAvailable(),
                answer.outcome(),
                answer.verdict(),
                planned.shown().candidates().stream().map(assembly::candidate).toList(),
                id(assembly, planned.cheapest()),
                id(assembly, planned.knee()),
                id(assembly, planned.fastest()));
    }

    private static @Nullable String id(AnswerAssembly assembly, Optional<Candidate> candidate) {
        return candidate.map(assembly::candidate).map(PlanCandidate::id).orElse(null);
    }

    private @Nullable String gpuProduct(PlanSituation situation) {
        return request.isByGpu() ? situation.request().limits().gpuProducts().getFirst() : null;
    }

    private String name(PlanSituation situation) {
        String gpu = gpuProduct(situation);
        if (gpu == null) {
            String title = situation.model().title();
            boolean alone = situations.stream()
                            .filter(other -> other.model().title().equals(title))
                            .count()
                    == 1;
            return alone ? title : situation.model().nimId();
        }
        return situation.pools().stream()
                .filter(pool -> pool.pool().gpuProduct().equals(gpu))
                .findFirst()
                .map(pool -> pool.gpu().title())
                .orElse(gpu);
    }
}
