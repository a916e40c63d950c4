package io.sextant.api.deployment;

import io.sextant.api.deployment.manifest.FieldChange;
import java.util.List;

/**
 * What a change would do, without doing it.
 *
 * @param generation that the deployment has now; a change must name it
 * @param changes in the manifests
 * @param notes what else to know, a sentence each
 */
public record ChangePreview(
        DeploymentId id,
        long generation,
        DeploymentShape before,
        DeploymentShape after,
        Quota quota,
        List<FieldChange> changes,
        List<String> notes) {
    public ChangePreview {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    /**
     * What it does to the quota of the deployment's pool.
     *
     * @param heldGpus by the deployment now
     * @param askedGpus that are reserved at once; the change is refused where they do not fit
     * @param givenBackGpus once the cluster reports that they are held no longer
     */
    public record Quota(
            String cluster,
            String gpuProduct,
            int limitGpus,
            int usedGpus,
            int heldGpus,
            int askedGpus,
            int givenBackGpus,
            boolean fits) {}
}
