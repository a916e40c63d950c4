package io.sextant.sandbox.apiserver.kind;

import static io.sextant.sandbox.apiserver.kind.ResourceType.Trait.GENERATION;
import static io.sextant.sandbox.apiserver.kind.ResourceType.Trait.LABEL_NAME;
import static io.sextant.sandbox.apiserver.kind.ResourceType.Trait.READ_ONLY;
import static io.sextant.sandbox.apiserver.kind.ResourceType.Trait.SCALE;
import static io.sextant.sandbox.apiserver.kind.ResourceType.Trait.STATUS;

import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.sextant.sandbox.apiserver.kind.ResourceType.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds the sandbox serves. */
public final class ResourceTypes {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private final List<ResourceType> types = new ArrayList<>();

    /** With the custom kinds that this program knows by itself. */
    public ResourceTypes() {
        this(List.of());
    }

    /** With custom kinds of files, which stand in for those of the same name that this program knows. */
    public ResourceTypes(List<CustomDefinition> definitions) {
        core();
        workloads();
        policies();
        custom();
        definitions.forEach(this::define);
    }

    private void define(CustomDefinition definition) {
        ResourceType defined = of(definition);
        Optional<ResourceType> known = find(defined.groupResource());
        if (known.filter(type -> !type.custom()).isPresent()) {
            throw new IllegalArgumentException(
                    "a custom resource definition cannot define " + defined.groupResource() + ", which is built in");
        }
        int place = known.map(types::indexOf).orElse(types.size());
        known.ifPresent(types::remove);
        types.add(place, defined);
    }

    private static ResourceType of(CustomDefinition definition) {
        Set<Trait> traits = EnumSet.of(GENERATION);
        if (definition.hasSubresource("status")) {
            traits.add(STATUS);
        }
        if (definition.hasSubresource("scale")) {
            traits.add(SCALE);
        }
        return new ResourceType(
                definition.group(),
                definition.version(),
                definition.kind(),
                definition.plural(),
                definition.namespaced(),
                definition.shortNames(),
                definition.categories(),
                true,
                SchemaShapes.ofObject(definition.schema()),
                traits,
                definition);
    }

    private void core() {
        cluster("", "v1", "namespaces", Namespace.class, List.of("ns"), STATUS, LABEL_NAME);
        cluster("", "v1", "nodes", Node.class, List.of("no"), STATUS);
        spaced("", "v1", "pods", Pod.class, List.of("po"), STATUS, GENERATION);
        spaced("", "v1", "services", Service.class, List.of("svc"), STATUS, LABEL_NAME);
        spaced("", "v1", "endpoints", Endpoints.class, List.of("ep"));
        spaced("", "v1", "secrets", Secret.class, List.of());
        spaced("", "v1", "configmaps", ConfigMap.class, List.of("cm"));
        spaced("", "v1", "serviceaccounts", ServiceAccount.class, List.of("sa"));
        spaced("", "v1", "persistentvolumeclaims", PersistentVolumeClaim.class, List.of("pvc"), STATUS);
        spaced("", "v1", "events", Event.class, List.of("ev"));
        spaced("", "v1", "resourcequotas", ResourceQuota.class, List.of("quota"), STATUS);
        spaced("", "v1", "limitranges", LimitRange.class, List.of("limits"));
    }

    private void workloads() {
        spaced("apps", "v1", "deployments", Deployment.class, List.of("deploy"), STATUS, SCALE, GENERATION);
        spaced("apps", "v1", "replicasets", ReplicaSet.class, List.of("rs"), STATUS, SCALE, GENERATION);
        spaced("batch", "v1", "jobs", Job.class, List.of(), STATUS, GENERATION);
        spaced("autoscaling", "v2", "horizontalpodautoscalers", HorizontalPodAutoscaler.class, List.of("hpa"), STATUS);
    }

    private void policies() {
        spaced("networking.k8s.io", "v1", "networkpolicies", NetworkPolicy.class, List.of("netpol"), GENERATION);
        spaced("discovery.k8s.io", "v1", "endpointslices", EndpointSlice.class, List.of(), GENERATION);
        spaced("networking.k8s.io", "v1", "ingresses", Ingress.class, List.of("ing"), STATUS, GENERATION);
        cluster("networking.k8s.io", "v1", "ingressclasses", IngressClass.class, List.of(), GENERATION);
        cluster("storage.k8s.io", "v1", "storageclasses", StorageClass.class, List.of("sc"));
        spaced("policy", "v1", "poddisruptionbudgets", PodDisruptionBudget.class, List.of("pdb"), STATUS, GENERATION);
        spaced(RBAC, "v1", "roles", Role.class, List.of());
        spaced(RBAC, "v1", "rolebindings", RoleBinding.class, List.of());
        spaced("coordination.k8s.io", "v1", "leases", Lease.class, List.of());
        cluster("apiregistration.k8s.io", "v1", "apiservices", APIService.class, List.of(), STATUS);
        cluster(
                "admissionregistration.k8s.io",
                "v1",
                "validatingwebhookconfigurations",
                ValidatingWebhookConfiguration.class,
                List.of(),
                GENERATION);
        cluster(
                "apiextensions.k8s.io",
                "v1",
                "customresourcedefinitions",
                CustomResourceDefinition.class,
                List.of("crd", "crds"),
                STATUS,
                GENERATION,
                READ_ONLY);
    }

    private void custom() {
        CustomSchemas schemas = new CustomSchemas();
        String nim = "apps.nvidia.com";
        add(
                nim,
                "v1alpha1",
                "NIMCache",
                "nimcaches",
                true,
                List.of(),
                true,
                schemas.shape("NIMCache"),
                STATUS,
                GENERATION);
        add(
                nim,
                "v1alpha1",
                "NIMService",
                "nimservices",
                true,
                List.of(),
                true,
                schemas.shape("NIMService"),
                STATUS,
                SCALE,
                GENERATION);
        add(
                "nvidia.com",
                "v1",
                "ClusterPolicy",
                "clusterpolicies",
                false,
                List.of(),
                true,
                schemas.shape("ClusterPolicy"),
                STATUS,
                GENERATION);
        add(
                "monitoring.coreos.com",
                "v1",
                "ServiceMonitor",
                "servicemonitors",
                true,
                List.of("smon"),
                true,
                schemas.shape("ServiceMonitor"),
                GENERATION);
    }

    private void spaced(
            String group, String version, String plural, Class<?> model, List<String> shortNames, Trait... traits) {
        add(group, version, model.getSimpleName(), plural, true, shortNames, false, ModelShapes.of(model), traits);
    }

    private void cluster(
            String group, String version, String plural, Class<?> model, List<String> shortNames, Trait... traits) {
        add(group, version, model.getSimpleName(), plural, false, shortNames, false, ModelShapes.of(model), traits);
    }

    private void add(
            String group,
            String version,
            String kind,
            String plural,
            boolean namespaced,
            List<String> shortNames,
            boolean custom,
            Shape.Fields shape,
            Trait... traits) {
        boolean inAll = Set.of("Pod", "Service", "Deployment", "ReplicaSet", "Job", "HorizontalPodAutoscaler")
                .contains(kind);
        types.add(new ResourceType(
                group,
                version,
                kind,
                plural,
                namespaced,
                shortNames,
                inAll ? List.of("all") : List.of(),
                custom,
                shape,
                Set.of(traits),
                null));
    }

    /** Every kind, the core group first. */
    public List<ResourceType> all() {
        return List.copyOf(types);
    }

    /** Kinds of one group and version. */
    public List<ResourceType> in(String group, String version) {
        return types.stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .toList();
    }

    /** The kind served under this path. */
    public Optional<ResourceType> find(String group, String version, String plural) {
        return in(group, version).stream()
                .filter(type -> type.plural().equals(plural))
                .findFirst();
    }

    /** The kind with this {@code plural.group} name, as in {@link ResourceType#groupResource()}. */
    public Optional<ResourceType> find(String groupResource) {
        return types.stream()
                .filter(type -> type.groupResource().equals(groupResource))
                .findFirst();
    }

    /** The named kind; throws when it is not served, which would be a mistake in this program. */
    public ResourceType require(String groupResource) {
        return find(groupResource).orElseThrow(() -> new IllegalArgumentException("not served: " + groupResource));
    }

    /** Named groups, in the order they are announced. */
    public Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        types.stream()
                .map(ResourceType::group)
                .filter(group -> !group.isEmpty())
                .forEach(groups::add);
        return groups;
    }

    /** The versions a group is served in, the preferred one first. */
    public List<String> versions(String group) {
        return types.stream()
                .filter(type -> type.group().equals(group))
                .map(ResourceType::version)
                .distinct()
                .toList();
    }

    /** Singular name of a kind, as in {@code kubectl get pod}. */
    public static String singular(ResourceType type) {
        return type.kind().toLowerCase(Locale.ROOT);
    }
}
