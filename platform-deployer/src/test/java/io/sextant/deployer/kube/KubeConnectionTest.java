package io.sextant.deployer.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import org.junit.jupiter.api.Test;

class KubeConnectionTest {
    @Test
    void readsTheSliceOfAServiceWithoutPodsThoughItsListsAreNull() {
        EndpointSlice slice = KubeConnection.serialization().unmarshal("""
                        {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
                         "metadata": {"name": "chat-x", "namespace": "sextant-alpha"},
                         "endpoints": null, "ports": null}
                        """, EndpointSlice.class);

        assertThat(WorkloadTranslation.engines(slice)).isEmpty();
    }

    @Test
    void readsNullLabelsAsNone() {
        ObjectMeta meta = KubeConnection.serialization().unmarshal("{\"labels\": null}", ObjectMeta.class);

        assertThat(meta.getLabels()).isEmpty();
    }
}
