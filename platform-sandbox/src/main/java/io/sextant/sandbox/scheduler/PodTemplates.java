package io.sextant.sandbox.scheduler;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.sextant.sandbox.control.Ownership;
import java.util.Objects;

/** Pods made from a template for the object that wants them. */
final class PodTemplates {
    private PodTemplates() {}

    static Pod pod(HasMetadata owner, PodTemplateSpec template, String name) {
        ObjectMeta head = Objects.requireNonNullElseGet(template.getMetadata(), ObjectMeta::new);
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(owner.getMetadata().getNamespace())
                .withLabels(head.getLabels())
                .withAnnotations(head.getAnnotations())
                .withOwnerReferences(Ownership.by(owner))
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }
}
