package io.sextant.deployer.step;

import java.util.List;

/**
 * All that was decided about one deployment in one run.
 *
 * @param judgements in the contract's order, one for each aspect
 * @param batches writes, one batch for each step that wants some, its actions to be done one after the other
 * @param gone nothing of it is left
 */
public record Verdict(List<Judgement> judgements, List<List<ClusterAction>> batches, boolean gone) {
    public Verdict {
        judgements = List.copyOf(judgements);
        batches = batches.stream().filter(batch -> !batch.isEmpty()).toList();
    }
}
