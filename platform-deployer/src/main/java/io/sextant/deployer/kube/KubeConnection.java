package io.sextant.deployer.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;

/** Opens the one Kubernetes client of the deployer. */
public final class KubeConnection {
    /** No request takes longer, whatever the API server does. */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);

    private KubeConnection() {}

    /** Connects to a URL without credentials, or, when it is empty, as the pod's service account or kubeconfig says. */
    public static KubernetesClient open(String url) {
        Config base = url.isBlank() ? Config.autoConfigure(null) : Config.empty();
        ConfigBuilder config = new ConfigBuilder(base)
                .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
                .withRequestRetryBackoffLimit(0)
                .withUserAgent("sextant-deployer");
        if (!url.isBlank()) {
            config.withMasterUrl(url);
        }
        return new KubernetesClientBuilder().withConfig(config.build()).build();
    }
}
