package io.sextant.sandbox.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** Owner references between an object and those made for it. */
public final class Ownership {
    private Ownership() {}

    /** A reference that makes {@code owner} the controller of what carries it. */
    public static OwnerReference by(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    /** Whether {@code owner} controls {@code object}. */
    public static boolean owns(HasMetadata owner, HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> Boolean.TRUE.equals(reference.getController())
                        && reference.getUid().equals(owner.getMetadata().getUid()));
    }
}
