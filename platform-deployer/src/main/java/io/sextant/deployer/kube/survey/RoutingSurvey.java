package io.sextant.deployer.kube.survey;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.sextant.contract.observed.ClusterSurvey;
import io.sextant.deployer.intent.Offers;
import java.util.List;

/** The ingress and gateway classes by name. */
final class RoutingSurvey {
    private static final ResourceDefinitionContext GATEWAY_CLASS = new ResourceDefinitionContext.Builder()
            .withGroup("gateway.networking.k8s.io")
            .withVersion("v1")
            .withKind("GatewayClass")
            .withPlural("gatewayclasses")
            .withNamespaced(false)
            .build();

    private RoutingSurvey() {}

    static ClusterSurvey.Routing look(Look look, Offers offers) {
        return new ClusterSurvey.Routing(
                names(look.at(
                                "ingressclasses.networking.k8s.io",
                                () -> look.client()
                                        .network()
                                        .v1()
                                        .ingressClasses()
                                        .list()
                                        .getItems())
                        .orElse(List.of())),
                names(look.at(
                                "gatewayclasses.gateway.networking.k8s.io",
                                () -> look.client()
                                        .genericKubernetesResources(GATEWAY_CLASS)
                                        .list()
                                        .getItems())
                        .orElse(List.of())),
                offers.routes(),
                offers.routeKind()
                        .map(kind -> look.serves(kind.apiVersion(), kind.kind()))
                        .orElse(false));
    }

    private static List<String> names(List<? extends HasMetadata> items) {
        return items.stream().map(item -> item.getMetadata().getName()).sorted().toList();
    }
}
