package io.sextant.api.reclaim;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reclaim and what comes of it; all numbers are 0 once it is over.
 *
 * @param freeGpus that the team can have of what it is guaranteed, now
 * @param comingGpus that are kept for it and that others have not given back yet
 * @param missingGpus of these, what nothing that may end has
 * @param endingDeployments that were warned and run on
 * @param endingBy when the last of these is stopped; absent where none runs
 * @param borrowers those that the reader may see: everybody's for who sees all teams, else their own teams'
 */
public record ReclaimStanding(
        Reclaim reclaim,
        int freeGpus,
        int comingGpus,
        int missingGpus,
        int endingDeployments,
        @Nullable Instant endingBy,
        List<Borrower> borrowers) {
    public ReclaimStanding {
        borrowers = List.copyOf(borrowers);
    }
}
