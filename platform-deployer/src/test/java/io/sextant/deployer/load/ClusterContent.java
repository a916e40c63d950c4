package io.sextant.deployer.load;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sextant.deployer.fixture.KubeClients;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What lies in the teams' namespaces of a cluster, read past its faults. */
final class ClusterContent implements AutoCloseable {
    private static final String NIM = "apps.nvidia.com/v1alpha1";
    private final KubernetesClient client;

    ClusterContent(URI url) {
        client = KubeClients.pastFaults(url);
    }

    /** Names of the lasting objects of a namespace by kind, and how many pods run there. */
    Map<String, Collection<String>> of(String namespace) {
        Map<String, Collection<String>> content = new TreeMap<>();
        for (String kind : List.of("NIMCache", "NIMService")) {
            put(
                    content,
                    client.genericKubernetesResources(NIM, kind)
                            .inNamespace(namespace)
                            .list()
                            .getItems());
        }
        put(content, client.apps().deployments().inNamespace(namespace).list().getItems());
        put(content, client.services().inNamespace(namespace).list().getItems());
        put(
                content,
                client.persistentVolumeClaims().inNamespace(namespace).list().getItems());
        put(content, client.secrets().inNamespace(namespace).list().getItems());
        put(content, client.resourceQuotas().inNamespace(namespace).list().getItems());
        put(content, client.limitRanges().inNamespace(namespace).list().getItems());
        put(
                content,
                client.network().networkPolicies().inNamespace(namespace).list().getItems());
        content.put("running pods", List.of(Long.toString(pods(namespace))));
        return content;
    }

    private long pods(String namespace) {
        return client.pods().inNamespace(namespace).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(ClusterContent::runs)
                .count();
    }

    private static boolean runs(Pod pod) {
        return pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
    }

    private static void put(Map<String, Collection<String>> content, List<? extends HasMetadata> objects) {
        for (HasMetadata object : objects) {
            content.computeIfAbsent(object.getKind(), _ -> new TreeSet<>())
                    .add(object.getMetadata().getName());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
