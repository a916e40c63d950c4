package io.sextant.planner.frontier;

import io.sextant.planner.cost.BatchCost;
import io.sextant.planner.units.Display;
import java.util.List;

/** What a plan comes to. */
public sealed interface Outcome {

    /** The answer as a finished English sentence. */
    String sentence();

    /** At least one candidate holds the SLA and can be had now. */
    record Recommended(Candidate cheapest, Candidate balanced, Candidate fastest) implements Outcome {

        @Override
        public String sentence() {
            BatchCost batch = cheapest.cost().batch();
            String total = batch == null
                    ? ""
                    : ", %s for the batch, done after %s h"
                            .formatted(batch.total().text(), Display.decimal(batch.hours(), 1));
            return "%s: %s per hour%s."
                    .formatted(cheapest.summary(), cheapest.cost().hourly().text(), total);
        }
    }

    /** The SLA can be held, but not with the quota or the free GPUs there are. */
    record Blocked(Candidate cheapest) implements Outcome {

        @Override
        public String sentence() {
            return "The cheapest way to hold the SLA is %s, but it cannot start now: %s"
                    .formatted(
                            cheapest.summary(),
                            String.join(
                                    " ",
                                    cheapest.rejections().stream()
                                            .map(Rejection::sentence)
                                            .toList()));
        }
    }

    /** No candidate holds the SLA, with any number of GPUs. */
    record Unreachable(UnreachableSla sla) implements Outcome {

        @Override
        public String sentence() {
            return sla.sentence();
        }
    }

    /**
     * No profile can run this workload on any GPU offered.
     *
     * @param changes what would help, each by itself, the smallest first
     */
    record NothingRuns(String sentence, List<Change> changes) implements Outcome {

        public NothingRuns {
            changes = List.copyOf(changes);
        }
    }
}
