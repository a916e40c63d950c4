package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.Map;

/** Nodes and pods for tests. */
final class SpecimenPods {
    private SpecimenPods() {}

    static Node node(String name, String product, int gpus) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Map.of("nvidia.com/gpu.product", product))
                .endMetadata()
                .withNewSpec()
                .addNewTaint()
                .withKey("nvidia.com/gpu")
                .withValue("present")
                .withEffect("NoSchedule")
                .endTaint()
                .endSpec()
                .withNewStatus()
                .withAllocatable(Map.of(
                        "nvidia.com/gpu", new Quantity(Integer.toString(gpus)),
                        "cpu", new Quantity("64"),
                        "pods", new Quantity("110")))
                .endStatus()
                .build();
    }

    static Pod pod(String name, int gpus) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("team")
                .withUid("uid-" + name)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Always")
                .withTolerations(new TolerationBuilder()
                        .withKey("nvidia.com/gpu")
                        .withOperator("Exists")
                        .build())
                .addNewContainer()
                .withName("main")
                .withImage("image:1")
                .withNewResources()
                .addToLimits("nvidia.com/gpu", new Quantity(Integer.toString(gpus)))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    static Pod on(String node, Pod pod) {
        return new PodBuilder(pod).editSpec().withNodeName(node).endSpec().build();
    }
}
