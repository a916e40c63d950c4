package io.sextant.deployer.intent;

import io.sextant.contract.desired.DesiredState;
import io.sextant.deployer.cluster.AppliedKind;
import io.sextant.deployer.cluster.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The desired state of the cluster at one revision, checked against the deployer's guards. */
public record Intent(long revision, List<WantedNamespace> namespaces, List<Wanted> deployments) {
    public Intent {
        namespaces = List.copyOf(namespaces);
        deployments = List.copyOf(deployments);
    }

    /** Every part checked on its own, so that a bad deployment stops no other. */
    public static Intent of(DesiredState state, AdmissionPolicy policy) {
        return new Admission(policy).admit(state);
    }

    /** What any deployment names, leaving ones included. */
    public Set<ObjectRef> objects() {
        return deployments.stream().flatMap(Intent::objects).collect(Collectors.toUnmodifiableSet());
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
}
