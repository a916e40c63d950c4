package io.sextant.deployer.kube;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

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
        return new KubernetesClientBuilder()
                .withConfig(config.build())
                .withKubernetesSerialization(serialization())
                .build();
    }

    /** Reads an absent list or map as an empty one: the API server writes some of them as null, as Go has them. */
    static KubernetesSerialization serialization() {
        JsonSetter.Value emptyForNull = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
        return new KubernetesSerialization(
                JsonMapper.builder()
                        .withConfigOverride(List.class, list -> list.setNullHandling(emptyForNull))
                        .withConfigOverride(Map.class, map -> map.setNullHandling(emptyForNull))
                        .build(),
                true);
    }
}
