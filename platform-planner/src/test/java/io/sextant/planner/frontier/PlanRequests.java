package io.sextant.planner.frontier;

import io.sextant.planner.capacity.Demand;
import io.sextant.planner.capacity.SizingPolicy;
import io.sextant.planner.capacity.Sla;
import io.sextant.planner.cost.Money;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.performance.LengthDistribution;
import io.sextant.planner.performance.Workload;
import io.sextant.planner.reference.Reference;
import io.sextant.planner.units.Percentile;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Plan inputs as a team would send them. */
final class PlanRequests {

    static final Workload CHAT = new Workload(new LengthDistribution(512, 0.5), new LengthDistribution(256, 0.5), 0);
    static final Sla RELAXED = new Sla(Percentile.P95, 1000.0, 40.0, 20_000.0, null);

    private PlanRequests() {}

    static GpuOffer offer(String gpu, String price, int quotaFree, Integer... freePerNode) {
        return new GpuOffer("lab/" + gpu, Reference.load().gpu(gpu), Money.usd(price), quotaFree, List.of(freePerNode));
    }

    static GpuOffer plenty(String gpu, String price) {
        return offer(gpu, price, 1000, Collections.nCopies(100, 8).toArray(Integer[]::new));
    }

    static List<EngineProfile> profiles() {
        return Stream.of(Precision.BF16, Precision.FP8, Precision.NVFP4)
                .flatMap(precision -> Stream.of(1, 2, 4, 8)
                        .map(tp -> EngineProfile.of("%s-tp%d".formatted(precision.label(), tp), precision, tp)))
                .toList();
    }

    static PlanInput chat(String model, List<GpuOffer> offers, Sla sla, double requestsPerSecond) {
        return new PlanInput(
                Reference.load().model(model),
                profiles(),
                offers,
                CHAT,
                Demand.RequestRate.flat(requestsPerSecond),
                sla,
                SizingPolicy.DEFAULT);
    }
}
