package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Demand;
import io.sextant.planner.units.Percentile;
import java.util.Optional;

/**
 * One line of a comparison.
 *
 * @param available non-dominated in cost and latency among what holds the SLA and can be had now; may be empty
 * @param technical the same among everything that runs; empty when nothing runs
 * @param rates everything that runs, by tokens per GPU against tokens per user
 */
public record Series(String name, Plan plan, Frontier available, Frontier technical, Frontier rates) {

    static Series of(String name, Plan plan) {
        return new Series(name, plan, plan.frontier(), plan.technicalFrontier(), plan.technicalRateFrontier());
    }

    /** The line to draw: what can be had, or else what is technically possible. */
    public Frontier shown() {
        return isAvailable() ? available : technical;
    }

    public boolean isAvailable() {
        return !available.isEmpty();
    }

    public boolean isBatch() {
        return plan.input().demand() instanceof Demand.Deadline;
    }

    public Percentile percentile() {
        return technical.percentile();
    }

    /** Of the line that is shown; empty when nothing runs. */
    public Optional<Candidate> cheapest() {
        return shown().isEmpty() ? Optional.empty() : Optional.of(shown().cheapest());
    }

    public Optional<Candidate> knee() {
        return shown().isEmpty() ? Optional.empty() : Optional.of(shown().balanced());
    }

    public Optional<Candidate> fastest() {
        return shown().isEmpty() ? Optional.empty() : Optional.of(shown().fastest());
    }
}
