package io.sextant.api.deployment.manifest;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.sextant.contract.nim.NimServiceSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The spec of a NIMService. */
final class NimServiceRendering {
    private static final String GPU = "nvidia.com/gpu";
    private static final String GPU_PRODUCT = "nvidia.com/gpu.product";
    private static final int PROBE_PERIOD_SECONDS = 10;
    private static final int PROBE_TIMEOUT_SECONDS = 5;
    // The operator's own startup probe: about 20 minutes.
    private static final int FEWEST_PROBES = 120;

    private NimServiceRendering() {}

    static NimServiceSpec spec(NimBlueprint blueprint) {
        return new NimServiceSpec(
                new NimServiceSpec.Image(
                        blueprint.image().repository(),
                        blueprint.image().tag(),
                        "IfNotPresent",
                        List.of(NimManifests.PULL_SECRET)),
                NimManifests.API_KEY_SECRET,
                environment(blueprint),
                storage(blueprint),
                NimManifests.podLabels(blueprint),
                nodeSelector(blueprint),
                affinity(blueprint),
                List.of(NimManifests.onGpuNodes()),
                gpus(blueprint.gpus().perReplica()),
                replicas(blueprint),
                scale(blueprint),
                // The operator dereferences the port unchecked, so it is always sent.
                new NimServiceSpec.Expose(new NimServiceSpec.ServicePort("ClusterIP", NimManifests.PORT)),
                metrics(blueprint),
                startupProbe(blueprint),
                probe("/v1/health/live"),
                probe("/v1/health/ready"),
                null,
                null,
                priorityClass(blueprint.cluster()));
    }

    private static @Nullable Integer replicas(NimBlueprint blueprint) {
        if (stopsAtZero(blueprint)) {
            return 0;
        }
        return blueprint.replicas().follow() ? null : blueprint.replicas().min();
    }

    /** Before that the deployer removes the NIMService, so it bears what it has while running. */
    private static boolean stopsAtZero(NimBlueprint blueprint) {
        return blueprint.stopped() && blueprint.cluster().operator().knows(NimOperatorRelease.ZERO_REPLICAS);
    }

    /** An autoscaler would not stay at no replica. */
    private static NimServiceSpec.Scale scale(NimBlueprint blueprint) {
        return stopsAtZero(blueprint) ? Autoscale.off(blueprint) : Autoscale.of(blueprint);
    }

    private static List<EnvVar> environment(NimBlueprint blueprint) {
        return List.of(
                env("NIM_MAX_MODEL_LEN", Integer.toString(blueprint.engine().maxModelLen())),
                env("NIM_MAX_NUM_SEQS", Integer.toString(blueprint.engine().maxSequences())),
                env("NIM_SERVED_MODEL_NAME", blueprint.model()),
                env("NIM_LOG_LEVEL", blueprint.engine().logLevel()));
    }

    private static EnvVar env(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    /** Tensor parallelism passes activations through shared memory; the runtime's 64 MiB are too few. */
    private static NimServiceSpec.Storage storage(NimBlueprint blueprint) {
        @Nullable String sharedMemory = blueprint.gpus().perReplica() > 1 ? "16Gi" : null;
        return new NimServiceSpec.Storage(
                new NimServiceSpec.CacheRef(blueprint.cache().name(), blueprint.profileId()), sharedMemory);
    }

    /** Only for operators that know no affinity: it renders the selector unquoted, which a product's name survives. */
    private static @Nullable Map<String, String> nodeSelector(NimBlueprint blueprint) {
        return blueprint.cluster().operator().knows(NimOperatorRelease.AFFINITY)
                ? null
                : Map.of(GPU_PRODUCT, blueprint.gpus().product());
    }

    private static @Nullable Affinity affinity(NimBlueprint blueprint) {
        return blueprint.cluster().operator().knows(NimOperatorRelease.AFFINITY)
                ? onProduct(blueprint.gpus().product())
                : null;
    }

    private static NimServiceSpec.@Nullable Metrics metrics(NimBlueprint blueprint) {
        return blueprint.cluster().serviceMonitors()
                ? new NimServiceSpec.Metrics(
                        true, new NimServiceSpec.ServiceMonitor(NimManifests.podLabels(blueprint), "15s", "10s"))
                : null;
    }

    private static @Nullable String priorityClass(ClusterTraits cluster) {
        return cluster.operator().knows(NimOperatorRelease.PRIORITY_CLASS) ? cluster.priorityClass() : null;
    }

    private static Affinity onProduct(String product) {
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchExpression()
                .withKey(GPU_PRODUCT)
                .withOperator("In")
                .withValues(product)
                .endMatchExpression()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    private static ResourceRequirements gpus(int count) {
        Quantity gpus = new Quantity(Integer.toString(count));
        return new ResourceRequirementsBuilder()
                .withLimits(Map.of(GPU, gpus))
                .withRequests(Map.of(GPU, gpus))
                .build();
    }

    /** The operator's own probe but for its patience: its second is too short for a replica under load. */
    private static NimServiceSpec.ProbeSetting probe(String path) {
        return new NimServiceSpec.ProbeSetting(
                true,
                new ProbeBuilder()
                        .withNewHttpGet()
                        .withPath(path)
                        .withPort(new IntOrString(NimManifests.PORT))
                        .endHttpGet()
                        .withInitialDelaySeconds(15)
                        .withPeriodSeconds(PROBE_PERIOD_SECONDS)
                        .withTimeoutSeconds(PROBE_TIMEOUT_SECONDS)
                        .withFailureThreshold(3)
                        .build());
    }

    /** Twice the expected load time before a slow start is taken for a dead one. */
    private static NimServiceSpec.ProbeSetting startupProbe(NimBlueprint blueprint) {
        int probes = Math.toIntExact(Math.ceilDiv(2 * blueprint.load().toSeconds(), PROBE_PERIOD_SECONDS));
        return new NimServiceSpec.ProbeSetting(
                true,
                new ProbeBuilder()
                        .withNewHttpGet()
                        .withPath("/v1/health/ready")
                        .withPort(new IntOrString(NimManifests.PORT))
                        .endHttpGet()
                        .withInitialDelaySeconds(30)
                        .withPeriodSeconds(PROBE_PERIOD_SECONDS)
                        .withTimeoutSeconds(PROBE_TIMEOUT_SECONDS)
                        .withFailureThreshold(Math.max(FEWEST_PROBES, probes))
                        .build());
    }
}
