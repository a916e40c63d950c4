package io.sextant.api.planning;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.catalog.NimProfile;
import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.EngineProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The profiles of a NIM under names that people can read, such as {@code fp8-tp2-throughput}.
 *
 * <p>NIM has a profile for each GPU; here those that differ in the GPU alone share a name. A name and a GPU lead back to the
 * one profile.
 */
record ProfileChoices(Map<String, List<NimProfile>> byName) {
    private static final List<Precision> COMMON_PRECISIONS = List.of(Precision.BF16, Precision.FP8, Precision.NVFP4);
    private static final List<Integer> COMMON_TENSOR_PARALLELISMS = List.of(1, 2, 4, 8);

    static ProfileChoices of(List<NimProfile> profiles) {
        return new ProfileChoices(profiles.stream()
                .collect(Collectors.groupingBy(ProfileChoices::name, LinkedHashMap::new, Collectors.toList())));
    }

    /** One engine profile for each name, built for all the GPUs that have it. */
    List<EngineProfile> engineProfiles() {
        List<EngineProfile> engines = new ArrayList<>();
        byName.forEach((name, profiles) -> {
            EngineProfile engine = profiles.getFirst().engineProfile();
            engines.add(new EngineProfile(
                    name,
                    engine.precision(),
                    engine.tensorParallel(),
                    engine.pipelineParallel(),
                    engine.maxSequences(),
                    engine.kvBytesPerElement(),
                    gpuNames(profiles),
                    engine.engine(),
                    engine.maxBatchedTokens()));
        });
        return engines;
    }

    /**
     * Profiles that nobody has published for these GPUs, for the precisions and tensor parallelisms engines usually have:
     * what could be asked for where the published ones do not do.
     */
    List<EngineProfile> unpublished(List<String> gpuNames) {
        return COMMON_PRECISIONS.stream()
                .flatMap(precision -> COMMON_TENSOR_PARALLELISMS.stream()
                        .flatMap(tensorParallel -> unpublished(precision, tensorParallel, gpuNames).stream()))
                .toList();
    }

    private Optional<EngineProfile> unpublished(Precision precision, int tensorParallel, List<String> gpuNames) {
        EngineProfile usual = EngineProfile.of(precision.label() + "-tp" + tensorParallel, precision, tensorParallel);
        List<EngineProfile> published = engineProfiles().stream()
                .filter(profile -> profile.precision() == precision
                        && profile.tensorParallel() == tensorParallel
                        && profile.pipelineParallel() == usual.pipelineParallel())
                .toList();
        if (published.stream().anyMatch(profile -> profile.gpuNames().isEmpty())) {
            return Optional.empty();
        }
        Set<String> without = gpuNames.stream()
                .filter(gpu -> published.stream()
                        .noneMatch(profile -> profile.gpuNames().contains(gpu)))
                .collect(Collectors.toUnmodifiableSet());
        return without.isEmpty() ? Optional.empty() : Optional.of(builtFor(usual, without));
    }

    private static EngineProfile builtFor(EngineProfile profile, Set<String> gpuNames) {
        return new EngineProfile(
                profile.id(),
                profile.precision(),
                profile.tensorParallel(),
                profile.pipelineParallel(),
                profile.maxSequences(),
                profile.kvBytesPerElement(),
                gpuNames);
    }

    /** The NIM profile behind a name on this GPU. */
    NimProfile resolve(String name, CatalogGpu on) {
        return byName.getOrDefault(name, List.of()).stream()
                .filter(profile -> runsOn(profile, on))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no profile " + name + " on " + on.name()));
    }

    private static boolean runsOn(NimProfile profile, CatalogGpu gpu) {
        CatalogGpu builtFor = profile.gpu();
        return builtFor == null || builtFor.name().equals(gpu.name());
    }

    private static Set<String> gpuNames(List<NimProfile> profiles) {
        return profiles.stream()
                .flatMap(profile -> profile.engineProfile().gpuNames().stream())
                .collect(Collectors.toSet());
    }

    private static String name(NimProfile profile) {
        String pipeline = profile.pipelineParallel() == 1 ? "" : "-pp" + profile.pipelineParallel();
        NimProfile.Qos qos = profile.qos();
        String tuned = qos == null ? "" : "-" + qos.key();
        String engine = profile.engine() == NimProfile.Engine.TENSORRT_LLM
                ? ""
                : "-" + profile.engine().key();
        return profile.precision().label() + "-tp" + profile.tensorParallel() + pipeline + tuned + engine
                + (profile.isGeneric() ? "-any" : "");
    }
}
