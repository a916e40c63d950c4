package io.sextant.api.deployment;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One NIMService of a deployment: there is one, and a second beside it while the deployment rolls over to other pods.
 *
 * @param generation that made it
 * @param holder under which the quota holds its GPUs
 */
record Release(String service, long generation, UUID holder, String gpuProduct, int heldGpus) {
    /** The first one of a deployment, named as the deployment is. */
    static Release first(DeploymentId deployment, String name, Content content) {
        return new Release(
                name, 1, deployment.value(), content.plan().placement().gpuProduct(), content.neededGpus());
    }

    /** One that is made beside the others. */
    static Release of(DeploymentId deployment, GenerationStore.Stored stored) {
        return new Release(
                stored.service(),
                stored.number(),
                UUID.nameUUIDFromBytes((deployment + "/" + stored.service()).getBytes(StandardCharsets.UTF_8)),
                stored.content().plan().placement().gpuProduct(),
                stored.content().neededGpus());
    }
}
