package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.SizingPolicy;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.Workload;
import java.util.List;
import java.util.function.Function;

/**
 * Everything a plan depends on.
 *
 * @param alternatives what could be had if the offers do not do
 * @param performance what each profile is expected to do, or was measured to do
 */
public record PlanInput(
        ModelArchitecture model,
        List<EngineProfile> profiles,
        List<GpuOffer> offers,
        Workload workload,
        Demand demand,
        Sla sla,
        SizingPolicy policy,
        Alternatives alternatives,
        PerformanceSource performance) {

    /** With nothing but what is offered, and nothing measured of the profiles themselves. */
    public PlanInput(
            ModelArchitecture model,
            List<EngineProfile> profiles,
            List<GpuOffer> offers,
            Workload workload,
            Demand demand,
            Sla sla,
            SizingPolicy policy) {
        this(model, profiles, offers, workload, demand, sla, policy, Alternatives.NONE, PerformanceSource.unmeasured());
    }

    public PlanInput {
        profiles = List.copyOf(profiles);
        offers = List.copyOf(offers);
        requireDistinct("engine profile", profiles, EngineProfile::id);
        requireDistinct("GPU pool", offers, GpuOffer::pool);
        if (offers.stream()
                        .map(offer -> offer.pricePerGpuHour().currency())
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException("all GPU prices of a plan must be in one currency");
        }
        if (demand instanceof Demand.Online && sla.targets().isEmpty()) {
            throw new IllegalArgumentException("people wait for these answers, so the SLA needs at least one target:"
                    + " TTFT, ITL, E2E or tokens/s per user");
        }
    }

    private static <T> void requireDistinct(String what, List<T> items, Function<T, String> name) {
        if (items.stream().map(name).distinct().count() < items.size()) {
            throw new IllegalArgumentException("each %s of a plan needs a name of its own".formatted(what));
        }
    }

    /** The targets that bind: none when a batch runs and nobody waits. */
    public Sla bindingSla() {
        return switch (demand) {
            case Demand.Online _ -> sla;
            case Demand.Offline _ -> Sla.none().at(sla.percentile());
        };
    }

    public PlanInput withWorkload(Workload other) {
        return new PlanInput(model, profiles, offers, other, demand, sla, policy, alternatives, performance);
    }

    public PlanInput withSla(Sla other) {
        return new PlanInput(model, profiles, offers, workload, demand, other, policy, alternatives, performance);
    }

    public PlanInput withAlternatives(Alternatives other) {
        return new PlanInput(model, profiles, offers, workload, demand, sla, policy, other, performance);
    }

    public PlanInput withPerformance(PerformanceSource other) {
        return new PlanInput(model, profiles, offers, workload, demand, sla, policy, alternatives, other);
    }
}
