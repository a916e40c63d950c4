package io.sextant.api.deployment.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import io.sextant.contract.SextantLabels;
import io.sextant.contract.desired.Manifest;
import io.sextant.contract.observed.RouteOffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way from outside the cluster to a deployment's own Service, which stays whichever NIMService answers; the operator's own
 * routes lead to one NIMService and would move with it.
 */
public final class RouteManifests {
    private static final Set<String> KINDS = Set.of("HTTPRoute", "Ingress");

    /** Longest answer that a gateway lets through; its own limit is often some seconds. */
    private static final String LONGEST_ANSWER = "10m";

    private RouteManifests() {}

    /**
     * An HTTPRoute or an Ingress, where the cluster publishes endpoints.
     *
     * @param deployment name of the deployment
     */
    public static Optional<Manifest> route(NimBlueprint blueprint, String deployment) {
        return Optional.ofNullable(blueprint.cluster().routes())
                .map(offer -> ManifestYaml.of(
                        offer.gateway() == null
                                ? ingress(blueprint, deployment, offer)
                                : httpRoute(blueprint, deployment, offer, offer.gateway())));
    }

    /** The base URL under which rendered manifests publish their deployment. */
    public static Optional<String> publicUrl(List<Manifest> rendered) {
        return rendered.stream()
                .filter(manifest -> KINDS.contains(manifest.kind()))
                .map(ManifestYaml::tree)
                .flatMap(tree -> text(tree, "metadata", "annotations", SextantLabels.PUBLIC_URL).stream())
                .findFirst();
    }

    private static Optional<String> text(Object tree, String... path) {
        Object node = tree;
        for (String field : path) {
            node = node instanceof Map<?, ?> map ? map.get(field) : null;
        }
        return Optional.ofNullable(node).map(Object::toString);
    }

    private static HasMetadata httpRoute(
            NimBlueprint blueprint, String deployment, RouteOffer offer, RouteOffer.Gateway gateway) {
        return new HTTPRouteBuilder()
                .withMetadata(metadata(blueprint, deployment, offer))
                .withNewSpec()
                .addNewParentRef()
                .withNamespace(gateway.namespace())
                .withName(gateway.name())
                .endParentRef()
                .withHostnames(offer.host(deployment, blueprint.namespace()))
                .addNewRule()
                .addNewBackendRef()
                .withName(EndpointManifests.serviceName(deployment))
                .withPort(NimManifests.PORT)
                .endBackendRef()
                .withNewTimeouts()
                .withRequest(LONGEST_ANSWER)
                .endTimeouts()
                .endRule()
                .endSpec()
                .build();
    }

    private static HasMetadata ingress(NimBlueprint blueprint, String deployment, RouteOffer offer) {
        String host = offer.host(deployment, blueprint.namespace());
        return new IngressBuilder()
                .withMetadata(metadata(blueprint, deployment, offer))
                .withNewSpec()
                .withIngressClassName(offer.ingressClass())
                .addNewRule()
                .withHost(host)
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(EndpointManifests.serviceName(deployment))
                .withNewPort()
                .withNumber(NimManifests.PORT)
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule()
                .withTls(tls(offer, host))
                .endSpec()
                .build();
    }

    /** Without a secret: the controller's own certificate is for the whole domain. */
    private static List<IngressTLS> tls(RouteOffer offer, String host) {
        return offer.tls() ? List.of(new IngressTLSBuilder().withHosts(host).build()) : List.of();
    }

    private static ObjectMeta metadata(NimBlueprint blueprint, String deployment, RouteOffer offer) {
        ObjectMeta metadata = NimManifests.metadata(blueprint, EndpointManifests.serviceName(deployment));
        metadata.getAnnotations().putAll(offer.annotations());
        metadata.getAnnotations()
                .put(SextantLabels.PUBLIC_URL, offer.url(offer.host(deployment, blueprint.namespace())));
        return metadata;
    }
}
