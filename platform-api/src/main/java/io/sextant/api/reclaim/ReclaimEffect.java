package io.sextant.api.reclaim;

import java.time.Instant;
import java.util.List;

/**
 * What a reclaim would do now.
 *
 * @param freeGpus that the team can have without it
 * @param lentGpus that would come back from others
 * @param missingGpus that would not come back: nothing that may end has them
 * @param endingDeployments that would be stopped for it
 * @param endingGpus that these hold; more than what is lent where only a part of a deployment's is borrowed
 * @param stopsAt when they would be stopped
 * @param endsAt when what the team does not hold by then would be lent again
 * @param borrowers for who sees all teams; empty for others
 */
public record ReclaimEffect(
        int freeGpus,
        int lentGpus,
        int missingGpus,
        int endingDeployments,
        int endingGpus,
        Instant stopsAt,
        Instant endsAt,
        List<Borrower> borrowers) {
    public ReclaimEffect {
        borrowers = List.copyOf(borrowers);
    }
}
