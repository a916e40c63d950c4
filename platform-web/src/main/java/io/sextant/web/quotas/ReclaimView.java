package io.sextant.web.quotas;

import io.sextant.api.reclaim.Reclaim;
import io.sextant.api.reclaim.ReclaimStanding;
import io.sextant.web.layout.Dates;
import org.jspecify.annotations.Nullable;

/**
 * GPUs that a team asked back, as its page and the list show it.
 *
 * @param standingPath the quota that it is about
 * @param tone of the state, as badges have it
 * @param ended when and by whom; absent while it is open
 */
record ReclaimView(
        String path,
        String standingPath,
        String team,
        String pool,
        String gpus,
        String reason,
        String asked,
        String endsAt,
        String tone,
        String state,
        boolean open,
        @Nullable String ended,
        int revision) {
    static ReclaimView of(Reclaim reclaim, String gpu) {
        return new ReclaimView(
                "/quotas/reclaims/" + reclaim.id(),
                "/quotas/" + reclaim.team() + "/" + QuotaController.key(reclaim.pool()),
                reclaim.teamName(),
                gpu + " in " + reclaim.pool().cluster(),
                Integer.toString(reclaim.gpus()),
                reclaim.reason(),
                reclaim.askedBy() + ", " + Dates.moment(reclaim.askedAt()),
                Dates.moment(reclaim.endsAt()),
                reclaim.state() == Reclaim.State.OPEN ? "progress" : "neutral",
                reclaim.state().label(),
                reclaim.state() == Reclaim.State.OPEN,
                reclaim.endedAt() == null
                        ? null
                        : reclaim.endedBy() == null
                                ? Dates.moment(reclaim.endedAt())
                                : reclaim.endedBy() + ", " + Dates.moment(reclaim.endedAt()),
                reclaim.revision());
    }

    /** What is there and what is to come, in a sentence. */
    static String progress(ReclaimStanding standing) {
        if (standing.reclaim().state() != Reclaim.State.OPEN) {
            return "It is over: what the team does not hold is lent again.";
        }
        if (standing.freeGpus() == 0) {
            return "The team holds all that was set aside for it.";
        }
        String gpus = standing.freeGpus() == 1 ? "1 GPU is" : standing.freeGpus() + " GPUs are";
        if (standing.there()) {
            return gpus + " free for the team: submit what needs them.";
        }
        return standing.comingBy() == null
                ? gpus
                        + " set aside for the team. What held them is ending; they are free as soon as its pods are gone."
                : "%s set aside for the team. %s of other teams %s stopped by %s, unless enough comes back before."
                        .formatted(
                                gpus,
                                standing.comingDeployments() == 1
                                        ? "1 deployment"
                                        : standing.comingDeployments() + " deployments",
                                standing.comingDeployments() == 1 ? "is" : "are",
                                Dates.moment(standing.comingBy()));
    }
}
