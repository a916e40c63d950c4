package io.sextant.api.deployment;

import io.sextant.contract.desired.Manifest;
import java.util.List;

/**
 * A generation that has not been made, with its manifests.
 *
 * @param beside whether it is a NIMService beside those that there are
 */
record DrawnGeneration(GenerationStore.Stored stored, List<Manifest> manifests, boolean beside) {
    /** Whether something may serve that is replaced by it. */
    boolean rollOver() {
        return beside && !stored.content().isStopped();
    }
}
