package io.sextant.api.reclaim;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reclaim and what comes of it.
 *
 * @param freeGpus that are set aside for the team and not held by it
 * @param there whether nobody else holds any of them
 * @param comingDeployments that were warned and run on
 * @param comingGpus that these hold
 * @param comingBy when the last of these is stopped; absent where none was warned
 * @param borrowers those that the reader may see: everybody's for who sees all teams, else their own teams'
 */
public record ReclaimStanding(
        Reclaim reclaim,
        int freeGpus,
        boolean there,
        int comingDeployments,
        int comingGpus,
        @Nullable Instant comingBy,
        List<Borrower> borrowers) {
    public ReclaimStanding {
        borrowers = List.copyOf(borrowers);
    }
}
