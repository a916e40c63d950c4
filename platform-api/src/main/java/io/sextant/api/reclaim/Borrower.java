package io.sextant.api.reclaim;

import io.sextant.api.tenancy.TeamId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that runs on GPUs which their owner asks back.
 *
 * @param team its team's name
 * @param gpus that it holds
 * @param stopsAt when it is stopped, unless enough came back by then
 * @param stoppedAt absent while it runs
 */
public record Borrower(
        UUID deployment,
        String name,
        TeamId teamId,
        String team,
        int gpus,
        Instant stopsAt,
        @Nullable Instant stoppedAt) {
    /** Not stopped yet. */
    public boolean runs() {
        return stoppedAt == null;
    }
}
