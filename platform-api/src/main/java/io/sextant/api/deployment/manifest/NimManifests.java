package io.sextant.api.deployment.manifest;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.nim.NimCache;
import io.sextant.contract.nim.NimCacheSpec;
import io.sextant.contract.nim.NimService;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The two custom resources of a deployment: the weights (NIMCache) and what serves them (NIMService). */
public final class NimManifests {
    /** Secret with the key {@code NGC_API_KEY}; the deployer provides it. */
    public static final String API_KEY_SECRET = "ngc-api";

    /** Secret with the registry's credentials; the deployer provides it. */
    public static final String PULL_SECRET = "ngc-pull";

    /** Label with the model's id, a dot in place of the slash. */
    public static final String MODEL_LABEL = "sextant.io/model";

    static final int PORT = 8000;

    private NimManifests() {}

    /** The NIMCache, with the profile pinned by its id. */
    public static Manifest cache(NimBlueprint blueprint) {
        NimCache cache = new NimCache();
        cache.setMetadata(metadata(blueprint, blueprint.cache().name()));
        cache.setSpec(cacheSpec(blueprint));
        return ManifestYaml.of(cache);
    }

    static NimCacheSpec cacheSpec(NimBlueprint blueprint) {
        return new NimCacheSpec(
                new NimCacheSpec.Source(new NimCacheSpec.Ngc(
                        blueprint.image().reference(),
                        API_KEY_SECRET,
                        PULL_SECRET,
                        new NimCacheSpec.Model(List.of(blueprint.profileId())))),
                new NimCacheSpec.Storage(volume(blueprint)),
                new NimCacheSpec.Resources("2", "8Gi"),
                List.of(onGpuNodes()),
                null,
                null);
    }

    /** The NIMService. */
    public static Manifest service(NimBlueprint blueprint) {
        NimService service = new NimService();
        ObjectMeta metadata = metadata(blueprint, blueprint.name());
        if (blueprint.stopped() && !blueprint.cluster().operator().knows(NimOperatorRelease.ZERO_REPLICAS)) {
            metadata.getAnnotations().put(SextantLabels.STOPS_BY_REMOVAL, "true");
        }
        service.setMetadata(metadata);
        service.setSpec(NimServiceRendering.spec(blueprint));
        return ManifestYaml.of(service);
    }

    private static NimCacheSpec.Pvc volume(NimBlueprint blueprint) {
        return new NimCacheSpec.Pvc(
                true,
                null,
                null,
                blueprint.cache().gib() + "Gi",
                blueprint.cache().shared() ? "ReadWriteMany" : "ReadWriteOnce");
    }

    static Map<String, String> podLabels(NimBlueprint blueprint) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(SextantLabels.DEPLOYMENT, blueprint.id().toString());
        labels.put(SextantLabels.TEAM, blueprint.team());
        labels.put(MODEL_LABEL, blueprint.modelLabel());
        return labels;
    }

    static Toleration onGpuNodes() {
        return new TolerationBuilder()
                .withKey("nvidia.com/gpu")
                .withOperator("Exists")
                .withEffect("NoSchedule")
                .build();
    }

    static ObjectMeta metadata(NimBlueprint blueprint, String name) {
        Map<String, String> labels = podLabels(blueprint);
        labels.put(SextantLabels.MANAGED_BY, SextantLabels.MANAGER);
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(SextantLabels.GENERATION, Long.toString(blueprint.generation()));
        annotations.put(MODEL_LABEL, blueprint.model());
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(blueprint.namespace())
                .withLabels(labels)
                .withAnnotations(annotations)
                .build();
    }
}
