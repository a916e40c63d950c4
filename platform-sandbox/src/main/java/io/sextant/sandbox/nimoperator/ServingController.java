package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.sextant.sandbox.control.Change;
import io.sextant.sandbox.control.ClusterSnapshot;
import io.sextant.sandbox.control.Controller;
import io.sextant.sandbox.control.Decision;
import io.sextant.sandbox.fault.FaultBoard;
import io.sextant.sandbox.fault.FaultKind;
import io.sextant.sandbox.nim.NimEndpoints;
import io.sextant.sandbox.nim.NimReplica;
import io.sextant.sandbox.scheduler.Pods;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens an address on loopback for each NIM service that has ready pods, in place of a pod network, and writes its port on
 * the Service. After a restart of the sandbox the addresses are new ones.
 */
public final class ServingController implements Controller {
    /** Annotation of a Service: the loopback port behind its cluster IP. */
    public static final String PORT = "sandbox.sextant.io/port";

    private final NimWorkloads workloads;
    private final NimEndpoints endpoints;
    private final FaultBoard board;
    /** Replicas by service, by namespace. */
    private final Map<String, Map<String, Set<String>>> served = new HashMap<>();

    public ServingController(NimWorkloads workloads, NimEndpoints endpoints, FaultBoard board) {
        this.board = board;
        this.workloads = workloads;
        this.endpoints = endpoints;
    }

    @Override
    public void decide(ClusterSnapshot cluster, Instant now, Decision decision) {
        Map<String, Set<String>> here = served.computeIfAbsent(cluster.namespace(), _ -> new HashMap<>());
        Set<String> seen = new HashSet<>();
        for (Service service : cluster.services()) {
            if (OperatorLabels.OPERATOR.equals(labels(service).get(OperatorLabels.MANAGED_BY))) {
                String key = key(service);
                seen.add(key);
                boolean cutOff = board.holds(
                        FaultKind.ENDPOINT_UNREACHABLE,
                        service.getMetadata().getNamespace(),
                        service.getMetadata().getName());
                List<Pod> ready = cutOff ? List.of() : ready(service, cluster);
                serve(here, key, replicas(ready, cluster));
                Optional<Integer> port = endpoints.port(key);
                publish(service, port, decision);
                ServiceSlice.of(service, ready, port, cluster).ifPresent(decision::add);
            }
        }
        for (String gone : List.copyOf(here.keySet())) {
            if (!seen.contains(gone)) {
                serve(here, gone, List.of());
                here.remove(gone);
            }
        }
    }

    private static List<Pod> ready(Service service, ClusterSnapshot cluster) {
        return cluster.pods().stream()
                .filter(pod -> selects(service, pod) && Pods.isServing(pod))
                .toList();
    }

    private List<NimReplica> replicas(List<Pod> ready, ClusterSnapshot cluster) {
        return ready.stream()
                .flatMap(pod -> workloads.replica(pod, cluster).stream())
                .toList();
    }

    private void serve(Map<String, Set<String>> here, String key, List<NimReplica> replicas) {
        Set<String> ids = new HashSet<>();
        replicas.forEach(replica -> ids.add(replica.id()));
        if (!ids.equals(here.getOrDefault(key, Set.of()))) {
            endpoints.serve(key, replicas);
            here.put(key, ids);
        }
    }

    private static void publish(Service service, Optional<Integer> port, Decision decision) {
        String before = service.getMetadata().getAnnotations() == null
                ? null
                : service.getMetadata().getAnnotations().get(PORT);
        if (port.isPresent() && !port.get().toString().equals(before)) {
            decision.add(new Change.Update(new ServiceBuilder(service)
                    .editMetadata()
                    .addToAnnotations(PORT, port.get().toString())
                    .endMetadata()
                    .build()));
        }
    }

    private static boolean selects(Service service, Pod pod) {
        Map<String, String> selector = service.getSpec().getSelector();
        return selector != null
                && !selector.isEmpty()
                && pod.getMetadata().getLabels() != null
                && pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet());
    }

    private static Map<String, String> labels(Service service) {
        Map<String, String> labels = service.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private static String key(Service service) {
        return service.getMetadata().getNamespace() + "/"
                + service.getMetadata().getName();
    }
}
