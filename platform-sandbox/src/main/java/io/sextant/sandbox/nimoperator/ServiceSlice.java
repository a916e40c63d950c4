package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The EndpointSlice of a Service: where its ready pods answer.
 *
 * <p>Without a pod network all of them answer under the one port that the Service has on loopback.
 */
final class ServiceSlice {
    private static final String LOOPBACK = "127.0.0.1";

    private ServiceSlice() {}

    /** The write that makes it so; empty where it is so already. */
    static Optional<Change> of(Service service, List<Pod> ready, Optional<Integer> port, ClusterSnapshot cluster) {
        String name = service.getMetadata().getName() + "-nim";
        List<Endpoint> endpoints = port.isEmpty()
                ? List.of()
                : ready.stream()
                        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                        .map(ServiceSlice::endpoint)
                        .toList();
        List<EndpointPort> ports = port.map(number -> new EndpointPortBuilder()
                        .withName("api")
                        .withPort(number)
                        .withProtocol("TCP")
                        .build())
                .map(List::of)
                .orElse(List.of());
        Optional<EndpointSlice> found = cluster.find(
                ClusterSnapshot::endpointSlices, service.getMetadata().getNamespace(), name);
        if (found.isEmpty()) {
            return endpoints.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Change.Create(slice(service, name, endpoints, ports)));
        }
        return found.filter(slice ->
                        !Objects.equals(slice.getEndpoints(), endpoints) || !Objects.equals(slice.getPorts(), ports))
                .map(slice -> new Change.Update(new EndpointSliceBuilder(slice)
                        .withEndpoints(endpoints)
                        .withPorts(ports)
                        .build()));
    }

    /** Labelled as its Service is, as Kubernetes does. */
    private static EndpointSlice slice(
            Service service, String name, List<Endpoint> endpoints, List<EndpointPort> ports) {
        Map<String, String> labels = new TreeMap<>();
        if (service.getMetadata().getLabels() != null) {
            labels.putAll(service.getMetadata().getLabels());
        }
        labels.put("kubernetes.io/service-name", service.getMetadata().getName());
        labels.put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(labels)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("Service")
                        .withName(service.getMetadata().getName())
                        .withUid(service.getMetadata().getUid())
                        .withController(true)
                        .withBlockOwnerDeletion(true)
                        .build())
                .endMetadata()
                .withAddressType("IPv4")
                .withEndpoints(endpoints)
                .withPorts(ports)
                .build();
    }

    private static Endpoint endpoint(Pod pod) {
        return new EndpointBuilder()
                .withAddresses(LOOPBACK)
                .withNewConditions()
                .withReady(true)
                .withServing(true)
                .withTerminating(false)
                .endConditions()
                .withNodeName(pod.getSpec().getNodeName())
                .withNewTargetRef()
                .withKind("Pod")
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                .withUid(pod.getMetadata().getUid())
                .endTargetRef()
                .build();
    }
}
