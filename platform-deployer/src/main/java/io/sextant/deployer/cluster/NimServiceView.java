package io.sextant.deployer.cluster;

import java.util.Optional;

/** A NIMService as far as deciding and diagnosing need it. */
public record NimServiceView(LiveObject object) {
    /** Pending, NotReady, Ready, Failed, or empty before the operator first wrote. */
    public String state() {
        return object.tree().text("status", "state").orElse("");
    }

    /** Replicas the manifest names; absent where an autoscaler decides. */
    public Optional<Integer> replicas() {
        return object.tree().integer("spec", "replicas");
    }

    /** The autoscaler's lower bound; it raises a new Deployment to it only at its next look. */
    int fewestReplicas() {
        return object.tree().integer("spec", "scale", "hpa", "minReplicas").orElse(0);
    }

    /** The image replicas run, with its tag. */
    public String image() {
        return object.tree().text("spec", "image", "repository").orElse("") + ":"
                + object.tree().text("spec", "image", "tag").orElse("");
    }

    /** The endpoint's base URL: the external one if the operator named it, else the one inside the cluster. */
    public Optional<String> endpointUrl() {
        return object.tree()
                .text("status", "model", "externalEndpoint")
                .filter(endpoint -> !endpoint.isBlank())
                .or(() -> object.tree()
                        .text("status", "model", "clusterEndpoint")
                        .filter(endpoint -> !endpoint.isBlank()))
                .map(endpoint -> endpoint.contains("://") ? endpoint : "http://" + endpoint);
    }
}
