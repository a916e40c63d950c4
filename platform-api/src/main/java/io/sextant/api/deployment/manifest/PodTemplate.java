package io.sextant.api.deployment.manifest;

import io.sextant.contract.desired.Manifest;
import java.util.List;

/**
 * Decides whether two renderings of a NIMService mean other pods.
 *
 * <p>The NIM Operator's Deployments replace pods without a surge, so that a single replica would not answer while it is
 * replaced. Only how many there are can change in place.
 */
public final class PodTemplate {
    private PodTemplate() {}

    public static boolean differs(Manifest before, Manifest after) {
        return ManifestDiff.between(List.of(before), List.of(after)).stream()
                .map(FieldChange::path)
                .anyMatch(path -> !path.startsWith("metadata.")
                        && !path.equals("spec.replicas")
                        && !path.startsWith("spec.scale."));
    }
}
