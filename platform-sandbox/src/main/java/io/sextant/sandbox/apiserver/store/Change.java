package io.sextant.sandbox.apiserver.store;

import io.sextant.sandbox.apiserver.kind.KubeObject;
import io.sextant.sandbox.apiserver.kind.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * One object's step from one version to the next.
 *
 * @param object the new version; of a deletion the last one, under the deletion's revision
 * @param previous null when the object is new
 */
public record Change(
        long revision,
        Kind kind,
        ResourceType type,
        KubeObject object,
        @Nullable KubeObject previous) {
    /** What happened, as a watch names it. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }
}
