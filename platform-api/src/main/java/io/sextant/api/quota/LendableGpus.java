package io.sextant.api.quota;

import io.sextant.api.isolation.AllTeams;
import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.tenancy.TeamId;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a team lends of a pool, and takes back for itself, in the caller's transaction. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class LendableGpus {
    private final QuotaRows rows;
    private final List<StoppableWork> works;

    LendableGpus(QuotaRows rows, List<StoppableWork> works) {
        this.rows = rows;
        this.works = works;
    }

    /** How it stands now. */
    @Transactional(readOnly = true)
    public Lent of(TeamId team, QuotaPool pool) {
        return Lent.of(AllTeams.call(() -> rows.path(team.value(), pool)));
    }

    /**
     * Sets as many GPUs aside for the team as it holds and these together, whoever holds them now.
     *
     * <p>Nobody gets them from then on but the team, which gets them at once: nodes above may stand above their limits until
     * those who borrowed have ended.
     */
    public void setAside(TeamId team, QuotaPool pool, int gpus) {
        AllTeams.run(() -> {
            QuotaTree before = rows.lockedTree(pool);
            rows.write(before, reclaiming(before, team, gpus));
        });
    }

    /** Lends again whatever it lent before. */
    public void lendAgain(TeamId team, QuotaPool pool) {
        AllTeams.run(() -> {
            QuotaTree before = rows.lockedTree(pool);
            rows.write(before, before.reclaiming(team.value(), 0));
        });
    }

    /** Who would have to give back what the team has set aside. */
    @Transactional(readOnly = true)
    public GiveBack giveBack(TeamId team, QuotaPool pool) {
        return AllTeams.call(() -> giveBack(team, rows.tree(pool)));
    }

    /** The same, as if so many GPUs more than the team holds were set aside for it now. */
    @Transactional(readOnly = true)
    public GiveBack giveBack(TeamId team, QuotaPool pool, int gpus) {
        return AllTeams.call(() -> giveBack(team, reclaiming(rows.tree(pool), team, gpus)));
    }

    private GiveBack giveBack(TeamId team, QuotaTree tree) {
        return new GiveBack(tree, team, running(tree));
    }

    private static QuotaTree reclaiming(QuotaTree tree, TeamId team, int gpus) {
        return tree.reclaiming(team.value(), tree.step(team.value()).balance().reclaimedFor(gpus));
    }

    private List<Running> running(QuotaTree tree) {
        List<TeamId> teams = tree.steps().stream()
                .map(QuotaPath.Step::node)
                .filter(node -> node.kind() == QuotaNode.Kind.TEAM)
                .map(node -> new TeamId(node.id()))
                .toList();
        return works.stream()
                .flatMap(work -> work.of(teams).stream())
                .filter(running -> running.pool().equals(tree.pool()))
                .toList();
    }

    /**
     * What a team lends.
     *
     * @param guaranteedGpus to the team
     * @param heldGpus by the team itself
     * @param lendableGpus of the guaranteed ones
     * @param freeGpus that the team can have now, from whomever
     * @param contested a node above is overcommitted, so nothing can be set aside
     */
    public record Lent(int guaranteedGpus, int heldGpus, int lendableGpus, int freeGpus, boolean contested) {
        static Lent of(QuotaPath path) {
            BalanceRow balance = path.own().balance();
            return new Lent(
                    balance.terms().guaranteedGpus(),
                    balance.heldGpus(),
                    balance.terms().lendableGpus(),
                    path.room(),
                    balance.contested());
        }

        /** The most that can come to be free for the team by a reclaim. */
        public int reachableGpus() {
            return contested ? 0 : Math.max(0, guaranteedGpus - heldGpus);
        }

        /** Guaranteed, not held by the team, and not free either: others hold them. */
        public int lentOutGpus() {
            return Math.max(0, reachableGpus() - freeGpus);
        }
    }
}
