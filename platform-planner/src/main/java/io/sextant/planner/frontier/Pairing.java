package io.sextant.planner.frontier;

import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.MemoryFit;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;

/**
 * One engine profile on the GPUs of one pool.
 *
 * @param source of its performance model
 */
public record Pairing(
        GpuOffer offer, EngineProfile profile, ModelArchitecture model, Workload workload, PerformanceSource source) {

    /** Of a profile nobody measured. */
    public Pairing(GpuOffer offer, EngineProfile profile, ModelArchitecture model, Workload workload) {
        this(offer, profile, model, workload, PerformanceSource.unmeasured());
    }

    public MemoryFit memory() {
        return MemoryFit.of(offer.gpu(), model, profile);
    }

    /** Only for pairings that no {@link PairingPolicy} rejects. */
    public PerformanceModel performance() {
        return source.of(offer.gpu(), model, profile, workload);
    }

    public String name() {
        return offer.pool() + "/" + profile.id();
    }

    Pairing with(Workload other) {
        return new Pairing(offer, profile, model, other, source);
    }
}
