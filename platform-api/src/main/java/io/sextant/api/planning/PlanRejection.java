package io.sextant.api.planning;

import java.util.List;

/** A NIM profile that cannot run on a GPU product of a cluster, with all the reasons as finished sentences. */
public record PlanRejection(String cluster, String gpuProduct, String gpuName, String profile, List<String> reasons) {
    public PlanRejection {
        reasons = List.copyOf(reasons);
    }
}
