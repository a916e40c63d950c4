package io.sextant.api.deployment.manifest;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.sextant.contract.SextantLabels;

/** Keeps tenants apart: who may reach a team's pods, and what those may reach. */
final class TenantNetworkPolicy {
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";
    // The address under which clouds hand out node credentials.
    private static final String INSTANCE_METADATA = "169.254.169.254/32";

    private TenantNetworkPolicy() {}

    static NetworkPolicy of(NamespaceBlueprint blueprint, ObjectMeta metadata) {
        return new NetworkPolicyBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(fromOwn(), toEndpoint(blueprint))
                .withEgress(toOwn(), toDns(), toRegistries())
                .endSpec()
                .build();
    }

    private static NetworkPolicyIngressRule fromOwn() {
        return new NetworkPolicyIngressRuleBuilder().withFrom(sameNamespace()).build();
    }

    /** The operator must read /v1/models or a service never gets Ready; the team's other namespaces bear its label. */
    private static NetworkPolicyIngressRule toEndpoint(NamespaceBlueprint blueprint) {
        NetworkPolicyPeer callers = new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addNewMatchExpression()
                .withKey(NAMESPACE_NAME)
                .withOperator("In")
                .withValues(blueprint.callers())
                .endMatchExpression()
                .endNamespaceSelector()
                .build();
        NetworkPolicyPeer team = new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addToMatchLabels(SextantLabels.TEAM, blueprint.team())
                .endNamespaceSelector()
                .build();
        return new NetworkPolicyIngressRuleBuilder()
                .withFrom(callers, team)
                .withPorts(port("TCP", NimManifests.PORT))
                .build();
    }

    private static NetworkPolicyEgressRule toOwn() {
        return new NetworkPolicyEgressRuleBuilder().withTo(sameNamespace()).build();
    }

    private static NetworkPolicyEgressRule toDns() {
        return new NetworkPolicyEgressRuleBuilder()
                .addNewTo()
                .withNewNamespaceSelector()
                .addToMatchLabels(NAMESPACE_NAME, "kube-system")
                .endNamespaceSelector()
                .endTo()
                .withPorts(port("UDP", 53), port("TCP", 53))
                .build();
    }

    private static NetworkPolicyEgressRule toRegistries() {
        return new NetworkPolicyEgressRuleBuilder()
                .addNewTo()
                .withNewIpBlock()
                .withCidr("0.0.0.0/0")
                .withExcept(INSTANCE_METADATA)
                .endIpBlock()
                .endTo()
                .withPorts(port("TCP", 443))
                .build();
    }

    private static NetworkPolicyPeer sameNamespace() {
        return new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .endPodSelector()
                .build();
    }

    private static NetworkPolicyPort port(String protocol, int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(port))
                .build();
    }
}
