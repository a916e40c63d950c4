package io.sextant.api.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.deployment.manifest.FieldChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change would do, without doing it.
 *
 * @param generation that the deployment has now; a change must name it
 * @param rollOver a second NIMService is made, and takes over when it answers; both hold GPUs until then
 * @param digest of the plan that is accepted with the change; absent where no other plan is
 * @param changes in the manifests
 * @param notes what else to know, a sentence each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangePreview(
        DeploymentId id,
        long generation,
        DeploymentShape before,
        DeploymentShape after,
        Quota quota,
        boolean rollOver,
        @Nullable String digest,
        List<FieldChange> changes,
        List<String> notes) {
    public ChangePreview {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    /**
     * What it does to the quota of the deployment's pool.
     *
     * @param limitGpus that the team can come to hold with a deployment of this class
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
