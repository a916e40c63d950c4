package io.sextant.planner.frontier;

import io.sextant.planner.hardware.GpuProduct;
import io.sextant.planner.model.EngineProfile;
import io.sextant.planner.model.ModelArchitecture;
import io.sextant.planner.performance.PerformanceModel;
import io.sextant.planner.performance.Workload;

/** Where a pairing's performance model comes from: what is expected of it, or what was measured of it as well. */
@FunctionalInterface
public interface PerformanceSource {

    /** For pairings that have room for at least one sequence. */
    PerformanceModel of(GpuProduct gpu, ModelArchitecture model, EngineProfile profile, Workload workload);

    /** Nothing was measured of the profile itself. */
    static PerformanceSource unmeasured() {
        return Unmeasured.INSTANCE;
    }

    /** A value, so that equal inputs are equal. */
    enum Unmeasured implements PerformanceSource {
        INSTANCE;

        @Override
        public PerformanceModel of(GpuProduct gpu, ModelArchitecture model, EngineProfile profile, Workload workload) {
            return PerformanceModel.expected(gpu, model, profile, workload);
        }
    }
}
