package io.sextant.web.quotas;

import io.sextant.api.reclaim.ReclaimEffect;
import io.sextant.web.layout.Dates;
import java.util.ArrayList;
import java.util.List;

/**
 * What asking GPUs back would do, in finished strings.
 *
 * @param sentences what comes when
 * @param borrowers what would be stopped, for who sees all teams
 */
record ReclaimEffectView(List<String> sentences, List<BorrowerView> borrowers) {
    static ReclaimEffectView of(ReclaimEffect effect) {
        List<String> sentences = new ArrayList<>();
        if (effect.missingGpus() > 0) {
            sentences.add(ReclaimView.missing(effect.missingGpus()));
        }
        sentences.addAll(List.of(
                "%s free for the team now, %s back from others."
                        .formatted(count(effect.freeGpus(), "is", "are"), count(effect.lentGpus(), "comes", "come")),
                effect.endingDeployments() == 0
                        ? "Nothing has to be stopped for it."
                        : "%s of other teams, %s, %s stopped on %s unless enough comes back before; the teams are warned at once."
                                .formatted(
                                        effect.endingDeployments() == 1
                                                ? "1 deployment"
                                                : effect.endingDeployments() + " deployments",
                                        effect.endingGpus() == 1
                                                ? "with 1 GPU"
                                                : "with %d GPUs".formatted(effect.endingGpus()),
                                        effect.endingDeployments() == 1 ? "is" : "are",
                                        Dates.moment(effect.stopsAt())),
                "From now on nobody else gets them. The team is told when they are free, and what it does not hold by %s is lent again."
                        .formatted(Dates.moment(effect.endsAt()))));
        return new ReclaimEffectView(
                sentences, effect.borrowers().stream().map(BorrowerView::of).toList());
    }

    private static String count(int gpus, String one, String more) {
        return gpus == 1 ? "1 GPU " + one : gpus + " GPUs " + more;
    }
}
