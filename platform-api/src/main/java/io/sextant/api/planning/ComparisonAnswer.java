package io.sextant.api.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several plans for the same question side by side.
 *
 * @param sentence which is the cheapest and which the fastest
 * @param series in the order asked for
 * @param excluded what could not be planned at all, and why
 * @param notes what the reader should know about the data
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonAnswer(
        Instant plannedAt,
        ComparisonRequest request,
        String sentence,
        @Nullable SlaSnapshot sla,
        List<Series> series,
        List<Excluded> excluded,
        List<String> notes) {
    public ComparisonAnswer {
        series = List.copyOf(series);
        excluded = List.copyOf(excluded);
        notes = List.copyOf(notes);
    }

    /**
     * One plan's line.
     *
     * @param name the model's, or the GPU product's
     * @param available whether the line can be had now; otherwise it is what is technically possible
     * @param verdict of that plan
     * @param frontier the line from cheapest to fastest; empty when nothing runs
     * @param cheapest id of a candidate on the line, as are the other two; absent when the line is empty
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Series(
            String name,
            String model,
            @Nullable String gpuProduct,
            boolean available,
            PlanAnswer.Outcome outcome,
            String verdict,
            List<PlanCandidate> frontier,
            @Nullable String cheapest,
            @Nullable String knee,
            @Nullable String fastest) {
        public Series {
            frontier = List.copyOf(frontier);
        }

        /** The candidate of that id on the line. */
        public Optional<PlanCandidate> candidate(@Nullable String id) {
            return frontier.stream()
                    .filter(candidate -> candidate.id().equals(id))
                    .findFirst();
        }
    }

    /** What could not be planned. */
    public record Excluded(String name, String reason) {}
}
