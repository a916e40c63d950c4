package io.sextant.sandbox.nimoperator;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.sextant.contract.SextantLabels;
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
import org.jspecify.annotations.Nullable;

/**
 * Opens an address on loopback for each Service that leads to ready NIM pods, in place of a pod network, and writes its port on
 * the Service. An address that was closed, or lost in a restart, is opened anew with the same port if that is free.
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
            if (selector(service).isEmpty()) {
                continue;
            }
            String key = key(service);
            seen.add(key);
            List<Pod> ready = isCutOff(service) ? List.of() : ready(service, cluster);
            serve(here, service, replicas(ready, cluster));
            Optional<Integer> port = endpoints.port(key);
            publish(service, port, decision);
            ServiceSlice.of(service, ready, port, cluster).ifPresent(decision::add);
        }
        for (String gone : List.copyOf(here.keySet())) {
            if (!seen.contains(gone)) {
                endpoints.serve(gone, List.of());
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

    /** A fault is of a NIMService, whichever Service leads to it. */
    private boolean isCutOff(Service service) {
        return board.holds(
                FaultKind.ENDPOINT_UNREACHABLE,
                service.getMetadata().getNamespace(),
                selector(service).getOrDefault("app", service.getMetadata().getName()));
    }

    private void serve(Map<String, Set<String>> here, Service service, List<NimReplica> replicas) {
        String key = key(service);
        Set<String> ids = new HashSet<>();
        replicas.forEach(replica -> ids.add(replica.id()));
        if (!ids.equals(here.getOrDefault(key, Set.of()))) {
            String deployment = labels(service).getOrDefault(SextantLabels.DEPLOYMENT, key);
            endpoints.serve(key, deployment, formerPort(service), replicas);
            here.put(key, ids);
        }
    }

    private static int formerPort(Service service) {
        String port = annotations(service).getOrDefault(PORT, "");
        return port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
    }

    /** On the Services of Sextant as whoever provides an address outside of the cluster does. */
    private static void publish(Service service, Optional<Integer> port, Decision decision) {
        if (port.isPresent()
                && !port.get().toString().equals(annotations(service).get(PORT))) {
            Map<String, String> published =
                    new HashMap<>(Map.of(PORT, port.get().toString()));
            if (SextantLabels.MANAGER.equals(labels(service).get(SextantLabels.MANAGED_BY))) {
                published.put(SextantLabels.ENDPOINT, "http://127.0.0.1:" + port.get());
            }
            decision.add(new Change.Update(new ServiceBuilder(service)
                    .editMetadata()
                    .addToAnnotations(published)
                    .endMetadata()
                    .build()));
        }
    }

    private static boolean selects(Service service, Pod pod) {
        return pod.getMetadata().getLabels() != null
                && pod.getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(selector(service).entrySet());
    }

    private static Map<String, String> selector(Service service) {
        return orEmpty(service.getSpec() == null ? null : service.getSpec().getSelector());
    }

    private static Map<String, String> annotations(Service service) {
        return orEmpty(service.getMetadata().getAnnotations());
    }

    private static Map<String, String> labels(Service service) {
        return orEmpty(service.getMetadata().getLabels());
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private static String key(Service service) {
        return service.getMetadata().getNamespace() + "/"
                + service.getMetadata().getName();
    }
}
