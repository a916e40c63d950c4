package io.sextant.sandbox.control;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.sextant.sandbox.apiserver.SandboxApiServer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loop over the sandbox's own API server, with controllers that do next to nothing. */
class ControlLoopIT {
    private static final String BACK = "back";

    private final SandboxApiServer server = SandboxApiServer.start(SandboxApiServer.Options.inMemory());
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder()
                    .withMasterUrl(server.url().toString())
                    .withNamespace("default")
                    .build())
            .build();

    @BeforeEach
    void holdANodeAndOneNamespace() {
        client.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("gpu-1")
                        .endMetadata()
                        .build())
                .create();
        client.configMaps()
                .inNamespace("default")
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("here")
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void looksAtANamespaceAgainThatHadItsTurnBeforeTheNodesChanged() {
        AtomicReference<ControlLoop> loop = new AtomicReference<>();
        AtomicBoolean firstLook = new AtomicBoolean(true);
        AtomicBoolean seenBack = new AtomicBoolean();
        Controller ofFleet = (cluster, _, decision) -> cluster.nodes().stream()
                .filter(node -> !firstLook.get() && !isBack(node))
                .forEach(node -> decision.add(new Change.Update(new NodeBuilder(node)
                        .editMetadata()
                        .addToLabels(BACK, "true")
                        .endMetadata()
                        .build())));
        Controller ofNamespaces = (cluster, _, decision) -> {
            if (cluster.nodes().stream().anyMatch(ControlLoopIT::isBack)) {
                seenBack.set(true);
            } else if (firstLook.getAndSet(false)) {
                // A time that has come goes before all that wait, the nodes among them.
                Objects.requireNonNull(loop.get()).wake();
                decision.wakeAt(Instant.EPOCH);
            }
        };
        loop.set(new ControlLoop(
                client,
                Clock.systemUTC(),
                new Names(1),
                new ControlLoop.Controllers(List.of(ofNamespaces), List.of(ofFleet))));
        try (ControlLoop running = loop.get()) {
            running.start();

            await().untilTrue(seenBack);
        }
    }

    private static boolean isBack(Node node) {
        return node.getMetadata().getLabels() != null
                && node.getMetadata().getLabels().containsKey(BACK);
    }
}
