package io.sextant.api.quota;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Holds ledger, balances and clusters against each other; what differs is reported and never changed here. */
@Service
@Transactional(readOnly = true)
public class QuotaReconciliation {
    private final QuotaRows rows;
    private final QuotaEntries entries;
    private final List<ClusterHoldings> clusters;

    QuotaReconciliation(QuotaRows rows, QuotaEntries entries, List<ClusterHoldings> clusters) {
        this.rows = rows;
        this.entries = entries;
        this.clusters = clusters;
    }

    /** Every node that holds GPUs, that pods hold GPUs for, or whose sums differ, by pool. */
    public List<Line> report(Actor actor) {
        actor.requireEverywhere(Permission.VIEW_TEAM);
        Map<Place, Integer> booked = entries.openGpus();
        Map<Place, ClusterHoldings.Held> seen = new HashMap<>();
        clusters.forEach(source -> source.now().forEach(held -> seen.put(new Place(held.team(), held.pool()), held)));
        List<Line> lines = new ArrayList<>();
        for (QuotaTree kept : rows.keptTrees()) {
            QuotaTree counted = kept.counted();
            for (QuotaPath.Step step : kept.steps()) {
                Place place = new Place(step.node().id(), kept.pool());
                boolean sumsDiffer = step.balance().revision() > 0
                        && !step.equals(counted.step(step.node().id()));
                Line line = line(step, kept.pool(), booked.getOrDefault(place, 0), seen.get(place), sumsDiffer);
                if (line.isWorthTelling()) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private static Line line(
            QuotaPath.Step step,
            QuotaPool pool,
            int bookedGpus,
            ClusterHoldings.@Nullable Held seen,
            boolean sumsDiffer) {
        int heldGpus = step.balance().heldGpus();
        int seenGpus = seen == null ? 0 : seen.gpus();
        Verdict verdict = sumsDiffer
                ? Verdict.SUMS_DIFFER
                : heldGpus != bookedGpus
                        ? Verdict.LEDGER_DIFFERS
                        : seenGpus > heldGpus
                                ? Verdict.MORE_IN_CLUSTER
                                : seenGpus < heldGpus ? Verdict.LESS_IN_CLUSTER : Verdict.AGREES;
        return new Line(
                step.node(), pool, heldGpus, bookedGpus, seenGpus, seen == null ? null : seen.seenUntil(), verdict);
    }

    /** A node in a pool. */
    record Place(UUID node, QuotaPool pool) {}

    /** What comes of holding them against each other. */
    public enum Verdict {
        /** All say the same. */
        AGREES(true, "Agrees"),
        /** Fewer run than are reserved: replicas are starting, or follow the load. */
        LESS_IN_CLUSTER(true, "Not all in use"),
        /** Pods hold more than the ledger knows of. */
        MORE_IN_CLUSTER(false, "More in the cluster than booked"),
        /** The balance is not the sum of the ledger's open holds. */
        LEDGER_DIFFERS(false, "Balance and ledger differ"),
        /** What is kept of the nodes below is not what they come to. */
        SUMS_DIFFER(false, "Sums differ from what is below");

        private final boolean fine;
        private final String label;

        Verdict(boolean fine, String label) {
            this.fine = fine;
            this.label = label;
        }

        /** Whether nobody has to look into it. */
        public boolean isFine() {
            return fine;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /**
     * One node in one pool.
     *
     * @param heldGpus of its balance
     * @param bookedGpus sum of the ledger's open holds
     * @param seenGpus that its pods hold
     * @param seenUntil the last report of the pod not heard of for longest; absent where none holds any
     */
    public record Line(
            QuotaNode node,
            QuotaPool pool,
            int heldGpus,
            int bookedGpus,
            int seenGpus,
            @Nullable Instant seenUntil,
            Verdict verdict) {
        boolean isWorthTelling() {
            return heldGpus > 0 || bookedGpus > 0 || seenGpus > 0 || !verdict.isFine();
        }
    }
}
