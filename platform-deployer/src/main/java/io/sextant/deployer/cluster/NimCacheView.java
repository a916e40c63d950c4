package io.sextant.deployer.cluster;

import java.util.Optional;

/** A NIMCache as far as deciding and diagnosing need it. */
public record NimCacheView(LiveObject object) {
    /** As the operator wrote it, or empty before it first wrote. */
    public String state() {
        return object.tree().text("status", "state").orElse("");
    }

    public boolean ready() {
        return state().equals("Ready");
    }

    /** The claim that holds the weights. */
    public String claimName() {
        return Optional.of(object.tree().text("spec", "storage", "pvc", "name").orElse(""))
                .filter(name -> !name.isBlank())
                .orElse(object.ref().name() + "-pvc");
    }
}
