package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.ContainerImageBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;

/** The images a node has pulled, as its status lists them. */
final class NodeImages {
    private NodeImages() {}

    static boolean holds(Node node, String image) {
        return node.getStatus().getImages().stream()
                .anyMatch(held -> held.getNames().contains(image));
    }

    static Node with(Node node, String image, long bytes) {
        return new NodeBuilder(node)
                .editStatus()
                .addToImages(new ContainerImageBuilder()
                        .withNames(image)
                        .withSizeBytes(bytes)
                        .build())
                .endStatus()
                .build();
    }
}
