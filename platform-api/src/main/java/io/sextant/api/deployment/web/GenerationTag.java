package io.sextant.api.deployment.web;

import io.sextant.api.problem.web.EntityRevision;
import org.jspecify.annotations.Nullable;

/** The generation of a deployment as ETag and If-Match carry it. */
final class GenerationTag {
    private GenerationTag() {}

    static String of(long generation) {
        return new EntityRevision(Math.toIntExact(generation)).etag();
    }

    static long required(@Nullable String ifMatch) {
        return EntityRevision.required(ifMatch).number();
    }
}
