package io.sextant.deployer.kube;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sextant.deployer.cluster.ClusterFacts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads versions and storage classes from the API server, which also shows that it answers. */
public final class ClusterFactsReader {
    private static final String MONITORING = "monitoring.coreos.com/v1";

    private final KubernetesClient client;

    public ClusterFactsReader(KubernetesClient client) {
        this.client = client;
    }

    /** Asks the API server; throws when it does not answer. */
    public ClusterFacts read() {
        String version = client.getKubernetesVersion().getGitVersion();
        List<String> storageClasses = client.storage().v1().storageClasses().list().getItems().stream()
                .map(item -> item.getMetadata().getName())
                .sorted()
                .toList();
        return new ClusterFacts(
                Objects.requireNonNullElse(version, "unknown"),
                operatorVersion(),
                storageClasses,
                hasServiceMonitors());
    }

    private boolean hasServiceMonitors() {
        APIResourceList served = client.getApiResources(MONITORING);
        return served != null
                && served.getResources().stream()
                        .anyMatch(resource -> resource.getName().equals("servicemonitors"));
    }

    private @Nullable String operatorVersion() {
        return client.apps().deployments().inAnyNamespace().list().getItems().stream()
                .filter(ClusterFactsReader::isOperator)
                .map(ClusterFactsReader::version)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static boolean isOperator(Deployment deployment) {
        return "k8s-nim-operator".equals(labels(deployment).get("app.kubernetes.io/name"))
                || deployment.getMetadata().getName().contains("nim-operator");
    }

    private static Optional<String> version(Deployment deployment) {
        return Optional.ofNullable(labels(deployment).get("app.kubernetes.io/version"))
                .or(() -> deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                        .map(container -> container.getImage())
                        .filter(image -> image.contains("nim-operator") && image.contains(":"))
                        .map(image -> image.substring(image.lastIndexOf(':') + 1))
                        .findFirst());
    }

    private static Map<String, String> labels(Deployment deployment) {
        return Objects.requireNonNullElse(deployment.getMetadata().getLabels(), Map.of());
    }
}
