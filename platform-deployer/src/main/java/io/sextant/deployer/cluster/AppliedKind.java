package io.sextant.deployer.cluster;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of objects a deployer applies; it knows no others, so it cannot write them. */
public enum AppliedKind {
    NAMESPACE("", "v1", "Namespace", "namespaces", false),
    RESOURCE_QUOTA("", "v1", "ResourceQuota", "resourcequotas", true),
    LIMIT_RANGE("", "v1", "LimitRange", "limitranges", true),
    NETWORK_POLICY("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true),
    ROLE_BINDING("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", true),
    NIM_CACHE("apps.nvidia.com", "v1alpha1", "NIMCache", "nimcaches", true),
    NIM_SERVICE("apps.nvidia.com", "v1alpha1", "NIMService", "nimservices", true),
    SERVICE("", "v1", "Service", "services", true),
    POD_DISRUPTION_BUDGET("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true),
    INGRESS("networking.k8s.io", "v1", "Ingress", "ingresses", true),
    HTTP_ROUTE("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes", true),
    SCALED_OBJECT("keda.sh", "v1alpha1", "ScaledObject", "scaledobjects", true);

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;
    private final boolean namespaced;

    AppliedKind(String group, String version, String kind, String plural, boolean namespaced) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
        this.namespaced = namespaced;
    }

    /** The kind of a manifest, if it is one of these. */
    public static Optional<AppliedKind> of(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.apiVersion().equals(apiVersion)
                        && candidate.kind().equals(kind))
                .findFirst();
    }

    /** Whether it is applied only where the cluster's administrator said that it is there. */
    public boolean onlyWhereOffered() {
        return switch (this) {
            case INGRESS, HTTP_ROUTE, SCALED_OBJECT, ROLE_BINDING -> true;
            case NAMESPACE,
                    RESOURCE_QUOTA,
                    LIMIT_RANGE,
                    NETWORK_POLICY,
                    NIM_CACHE,
                    NIM_SERVICE,
                    SERVICE,
                    POD_DISRUPTION_BUDGET -> false;
        };
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public String group() {
        return group;
    }

    public String version() {
        return version;
    }

    public String kind() {
        return kind;
    }

    public String plural() {
        return plural;
    }

    public boolean namespaced() {
        return namespaced;
    }
}
