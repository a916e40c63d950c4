package io.sextant.web.deployments;

import org.jspecify.annotations.Nullable;

/** The end of a deployment as it is typed. */
record EndForm(@Nullable String endsOn, @Nullable String revision) {
    int seenRevision() {
        try {
            return revision == null ? 0 : Integer.parseInt(revision);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
