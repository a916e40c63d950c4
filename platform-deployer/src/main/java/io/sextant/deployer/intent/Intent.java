package io.sextant.deployer.intent;

import io.sextant.contract.desired.DesiredDeployment;
import io.sextant.contract.desired.DesiredNamespace;
import io.sextant.contract.desired.DesiredState;
import io.sextant.contract.desired.Presence;
import io.sextant.contract.observed.ConditionType;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The desired state of the cluster at one revision, checked against the deployer's guards. */
public record Intent(long revision, List<WantedNamespace> namespaces, List<Wanted> deployments) {
    private static final Set<AppliedKind> FENCES = Set.of(
            AppliedKind.NAMESPACE, AppliedKind.RESOURCE_QUOTA, AppliedKind.LIMIT_RANGE, AppliedKind.NETWORK_POLICY);

    public Intent {
        namespaces = List.copyOf(namespaces);
        deployments = List.copyOf(deployments);
    }

    /** Checks every part on its own, so that a bad deployment stops no other. */
    public static Intent of(DesiredState state, AdmissionPolicy policy) {
        List<WantedNamespace> namespaces = state.namespaces().stream()
                .map(namespace -> wanted(namespace, policy))
                .toList();
        Map<String, WantedNamespace> homes = namespaces.stream()
                .collect(Collectors.toMap(WantedNamespace::name, Function.identity(), (first, second) -> first));
        List<Wanted> deployments = state.deployments().stream()
                .map(desired -> new DeploymentAdmission(policy, homes, state.deployments()).admit(desired))
                .toList();
        return new Intent(state.revision(), namespaces, deployments);
    }

    /** Whether any deployment, leaving ones included, names this object. */
    public boolean names(ObjectRef ref) {
        return deployments.stream()
                .filter(wanted -> wanted.namespace().equals(ref.namespace()))
                .flatMap(Intent::objects)
                .anyMatch(ref::equals);
    }

    private static Stream<ObjectRef> objects(Wanted wanted) {
        Stream<ObjectRef> services = wanted.serviceNames().stream()
                .map(name -> ObjectRef.of(AppliedKind.NIM_SERVICE, wanted.namespace(), name));
        Stream<ObjectRef> caches =
                wanted.cacheNames().stream().map(name -> ObjectRef.of(AppliedKind.NIM_CACHE, wanted.namespace(), name));
        return Stream.of(services, caches, wanted.extras().stream()).flatMap(Function.identity());
    }

    /** The NIMServices of earlier generations. */
    public Set<ObjectRef> formers() {
        return deployments.stream()
                .filter(Wanted.Serving.class::isInstance)
                .flatMap(wanted -> ((Wanted.Serving) wanted).formers().stream())
                .map(former -> former.nimService().ref())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static WantedNamespace wanted(DesiredNamespace namespace, AdmissionPolicy policy) {
        List<String> reasons = new ArrayList<>();
        List<AdmittedManifest> manifests = new ArrayList<>();
        if (!policy.admitsNamespace(namespace.name())) {
            reasons.add("it does not touch the namespace %s.".formatted(namespace.name()));
        }
        ManifestGuard guard = new ManifestGuard(policy, FENCES, namespace.name());
        OwnerStamp stamp = OwnerStamp.ofNamespace(policy.cluster(), namespace);
        namespace.manifests().forEach(manifest -> {
            ManifestGuard.Checked checked = guard.check(manifest);
            reasons.addAll(checked.reasons());
            if (checked.kind() != null && checked.tree() != null) {
                manifests.add(stamp.on(checked.kind(), checked.tree()));
            }
        });
        List<Refusal> refusals = reasons.stream()
                .map(reason -> new Refusal(ConditionType.NAMESPACE_READY, "The cluster's deployer refuses: " + reason))
                .toList();
        return new WantedNamespace(namespace.name(), refusals.isEmpty() ? manifests : List.of(), refusals);
    }

    /** Whether two deployments claim the same NIMService while neither is leaving. */
    static boolean clashes(DesiredDeployment desired, List<DesiredDeployment> all) {
        return all.stream()
                .anyMatch(other -> !other.id().equals(desired.id())
                        && other.presence() != Presence.GONE
                        && other.namespace().equals(desired.namespace())
                        && claims(other).stream().anyMatch(claims(desired)::contains));
    }

    private static Set<String> claims(DesiredDeployment desired) {
        return Stream.concat(
                        Stream.of(desired.nimService().name()),
                        desired.former().stream()
                                .map(former -> former.nimService().name()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
