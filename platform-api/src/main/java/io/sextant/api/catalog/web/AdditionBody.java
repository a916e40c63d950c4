package io.sextant.api.catalog.web;

import io.sextant.api.catalog.Addition;
import io.sextant.api.problem.web.EntityRevision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * Who added an entry, and who changed it last.
 *
 * @param revision also the ETag
 */
record AdditionBody(int revision, Instant addedAt, String addedBy, Instant changedAt, String changedBy) {
    static @Nullable AdditionBody of(@Nullable Addition addition) {
        return addition == null
                ? null
                : new AdditionBody(
                        addition.revision(),
                        addition.addedAt(),
                        addition.addedBy(),
                        addition.changedAt(),
                        addition.changedBy());
    }

    /** The answer with its ETag; what came with the platform has none, because it cannot be written. */
    static ResponseEntity.BodyBuilder tagged(ResponseEntity.BodyBuilder answer, @Nullable Addition addition) {
        return addition == null ? answer : answer.eTag(new EntityRevision(addition.revision()).etag());
    }
}
