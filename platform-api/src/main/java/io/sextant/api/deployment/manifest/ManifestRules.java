package io.sextant.api.deployment.manifest;

import io.sextant.contract.nim.NimCacheSpec;
import java.util.List;
import java.util.stream.Stream;

/** The rules of the NIM Operator's kinds, applied to what is rendered for one deployment. */
public final class ManifestRules {
    private ManifestRules() {}

    /** All rules of the cluster's operator that the manifests of the blueprint break, as sentences. */
    public static List<String> broken(NimBlueprint blueprint) {
        NimOperatorRelease release = blueprint.cluster().operator();
        return Stream.concat(
                        NimCacheRules.broken(NimManifests.cacheSpec(blueprint), release),
                        NimServiceRules.broken(NimServiceRendering.spec(blueprint), release))
                .toList();
    }

    /** Whether a NIMCache of the same name may become another: its specification never changes (webhook, CEL). */
    static boolean mayBecome(NimCacheSpec before, NimCacheSpec after) {
        return before.equals(after);
    }
}
