package io.sextant.planner.frontier;

import io.sextant.planner.model.EngineProfile;
import java.util.List;

/**
 * What could be had if somebody provided it: looked at only when what is offered does not do.
 *
 * @param gpus types that are not offered to the team
 * @param profiles precisions and parallelisms without a published profile
 */
public record Alternatives(List<AlternativeGpu> gpus, List<EngineProfile> profiles) {

    public static final Alternatives NONE = new Alternatives(List.of(), List.of());

    public Alternatives {
        gpus = List.copyOf(gpus);
        profiles = List.copyOf(profiles);
    }
}
