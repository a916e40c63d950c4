package io.sextant.api.catalog;

import io.sextant.planner.hardware.Precision;
import io.sextant.planner.model.ModelArchitecture;
import java.util.ArrayList;
import java.util.List;

/**
 * The generic profiles of a model whose image nobody has listed: every number format its weights can be run in, on 1 to 8
 * GPUs where its heads split.
 *
 * <p>They follow the pattern of the generic profiles that the NIM LLM docs 2.x describe; a cluster selects them by their
 * properties, not by id.
 */
final class DerivedProfiles {
    private static final int[] TENSOR_PARALLEL = {1, 2, 4, 8};
    private static final String PLACEHOLDER_ID = "0".repeat(64);
    private static final Fact SOURCE = Fact.of(
            "Profile",
            "derived id",
            "pattern of the NIM LLM docs 2.x generic profiles; this pairing itself is assumed");

    private DerivedProfiles() {}

    static List<NimProfile> of(String nimId, ModelArchitecture architecture, Precision weights) {
        List<NimProfile> profiles = new ArrayList<>();
        for (Precision precision : precisions(weights)) {
            for (int tensorParallel : TENSOR_PARALLEL) {
                if (architecture.splitsOver(tensorParallel)) {
                    profiles.add(profile(nimId, precision, tensorParallel));
                }
            }
        }
        return profiles;
    }

    /** Engines quantise 16-bit weights to FP8 when they load them; quantised weights run as they are. */
    static List<Precision> precisions(Precision weights) {
        return switch (weights) {
            case BF16, FP16 -> List.of(Precision.FP8, weights);
            case FP8, NVFP4, MXFP4 -> List.of(weights);
        };
    }

    private static NimProfile profile(String nimId, Precision precision, int tensorParallel) {
        NimProfile unnamed = with(PLACEHOLDER_ID, precision, tensorParallel);
        return with(ProfileReader.derivedId(nimId, unnamed), precision, tensorParallel);
    }

    private static NimProfile with(String id, Precision precision, int tensorParallel) {
        return new NimProfile(
                id,
                NimProfile.IdOrigin.DERIVED,
                NimProfile.Engine.VLLM,
                precision,
                tensorParallel,
                1,
                null,
                null,
                SOURCE);
    }
}
