package io.sextant.api.deployment.manifest;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.sextant.contract.desired.Manifest;
import java.util.Map;
import java.util.Optional;

/** What stands beside the NIMService of a deployment: its own address, and what a drained node may take from it. */
public final class EndpointManifests {
    private static final String SUFFIX = "-endpoint";

    private EndpointManifests() {}

    /** Name of the Service of a deployment's own address, and of the route to it. */
    static String serviceName(String deployment) {
        return deployment + SUFFIX;
    }

    /**
     * The Service whose address stays whichever NIMService answers; the NIMService's own Service comes and goes with it.
     *
     * @param deployment name of the deployment
     */
    public static Manifest endpoint(NimBlueprint blueprint, String deployment) {
        return ManifestYaml.of(new ServiceBuilder()
                .withMetadata(NimManifests.metadata(blueprint, serviceName(deployment)))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(podsOf(blueprint))
                .addNewPort()
                .withName("api")
                .withPort(NimManifests.PORT)
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(NimManifests.PORT))
                .endPort()
                .endSpec()
                .build());
    }

    /**
     * One replica at a time may be evicted; none is protected where only one has to run, since its node could never be drained
     * then. Replicas that are not ready may always be evicted.
     */
    public static Optional<Manifest> disruptionBudget(NimBlueprint blueprint) {
        if (blueprint.stopped() || blueprint.replicas().min() < 2) {
            return Optional.empty();
        }
        return Optional.of(ManifestYaml.of(new PodDisruptionBudgetBuilder()
                .withMetadata(NimManifests.metadata(blueprint, blueprint.name()))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(podsOf(blueprint))
                .endSelector()
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .endSpec()
                .build()));
    }

    /** The NIM Operator's own selector. */
    private static Map<String, String> podsOf(NimBlueprint blueprint) {
        return Map.of("app", blueprint.name());
    }
}
