package io.sextant.web.quotas;

import io.sextant.api.reclaim.Reclaim;
import io.sextant.api.reclaim.ReclaimStanding;
import io.sextant.web.layout.Dates;
import java.util.ArrayList;
import java.util.List;
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
        List<String> sentences = new ArrayList<>();
        sentences.add(
                standing.freeGpus() == 0 && standing.comingGpus() == 0
                        ? "Nothing that is kept for the team is left to take."
                        : standing.freeGpus() == 0
                                ? "None is free for the team yet."
                                : standing.freeGpus() == 1
                                        ? "1 GPU is free for the team: submit what needs it."
                                        : standing.freeGpus() + " GPUs are free for the team: submit what needs them.");
        if (standing.comingGpus() > 0) {
            sentences.add(standing.comingGpus() + " more are kept for it and held by others still.");
        }
        if (standing.endingBy() != null) {
            sentences.add(
                    standing.endingDeployments() == 1
                            ? "1 deployment of another team is stopped by %s, unless enough comes back before."
                                    .formatted(Dates.moment(standing.endingBy()))
                            : "%d deployments of other teams are stopped by %s, unless enough comes back before."
                                    .formatted(standing.endingDeployments(), Dates.moment(standing.endingBy())));
        } else if (standing.comingGpus() > standing.missingGpus()) {
            sentences.add("What holds them is ending: they are free as soon as its pods are gone.");
        }
        if (standing.missingGpus() > 0) {
            sentences.add(missing(standing.missingGpus()));
        }
        return String.join(" ", sentences);
    }

    static String missing(int gpus) {
        return "%d do not come back for now: production, or what waits for an approval, has them.".formatted(gpus);
    }
}
