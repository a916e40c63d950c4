package io.sextant.api.quota;

import io.sextant.api.isolation.AllTeams;
import io.sextant.api.quota.StoppableWork.Running;
import io.sextant.api.tenancy.TeamId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What teams lend of a pool, and keep for themselves while they ask it back, in the caller's transaction. */
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
     * Keeps as many GPUs for the team as it holds and these together, whoever holds them now, and tells how it stood before.
     *
     * <p>Nobody else gets them from then on; the team gets them as others give them back.
     */
    public Lent keep(TeamId team, QuotaPool pool, int gpus) {
        return AllTeams.call(() -> {
            QuotaTree before = rows.lockedTree(pool);
            rows.write(before, before.keeping(team.value(), kept(before, team, gpus)));
            return Lent.of(before.path(team.value()));
        });
    }

    /** Lends again whatever it lent before. */
    public void lendAgain(TeamId team, QuotaPool pool) {
        AllTeams.run(() -> {
            QuotaTree before = rows.lockedTree(pool);
            rows.write(before, before.keeping(team.value(), 0));
        });
    }

    /** Everything that runs in the pool. */
    @Transactional(readOnly = true)
    public List<Running> running(QuotaPool pool) {
        return AllTeams.call(() -> running(rows.tree(pool)));
    }

    /**
     * What ends so that these teams get what they keep; what is ending already counts as given back.
     *
     * @param owed who asked first, first
     * @param warned what ends before others of its class, since it was told so
     */
    @Transactional(readOnly = true)
    public Map<TeamId, Ending> giveBack(QuotaPool pool, List<Owed> owed, Set<UUID> warned) {
        return AllTeams.call(() -> giveBack(rows.tree(pool), owed, warned));
    }

    /**
     * What would end if one more kept so many GPUs more than it holds.
     *
     * @param owed who asked already
     */
    @Transactional(readOnly = true)
    public Ending wouldGiveBack(QuotaPool pool, List<Owed> owed, Set<UUID> warned, Owed more, int gpus) {
        return AllTeams.call(() -> {
            QuotaTree tree = rows.tree(pool);
            List<Owed> all = new ArrayList<>(owed);
            all.add(more);
            return giveBack(tree.keeping(more.team().value(), kept(tree, more.team(), gpus)), all, warned)
                    .getOrDefault(more.team(), Ending.NOTHING);
        });
    }

    /** Keeps everybody else from changing what is kept in the pool until the transaction ends. */
    public void lock(QuotaPool pool) {
        AllTeams.run(() -> rows.lockPool(pool));
    }

    /** By how much nodes above a team stand above limits that were lowered: what comes back goes to that first. */
    @Transactional(readOnly = true)
    public int overhangGpus(TeamId team, QuotaPool pool) {
        return AllTeams.call(() -> {
            QuotaTree tree = rows.tree(pool);
            for (QuotaPath.Step step : tree.steps()) {
                if (step.balance().keptGpus() > 0) {
                    tree = tree.keeping(step.node().id(), 0);
                }
            }
            return tree.path(team.value()).excessAboveGpus();
        });
    }

    private Map<TeamId, Ending> giveBack(QuotaTree tree, List<Owed> owed, Set<UUID> warned) {
        List<TeamId> teams = teams(tree);
        GiveBack back = new GiveBack(
                tree,
                owed.stream().map(Owed::team).collect(Collectors.toSet()),
                running(tree),
                works.stream()
                        .flatMap(work -> work.ending(teams).stream())
                        .filter(ending -> ending.pool().equals(tree.pool()))
                        .toList(),
                warned);
        Map<TeamId, Ending> ending = new LinkedHashMap<>();
        for (Owed one : owed) {
            int kept = tree.step(one.team().value()).balance().keptGpus();
            ending.put(one.team(), back.next(one.team(), kept, one.gpus()));
        }
        return ending;
    }

    private static int kept(QuotaTree tree, TeamId team, int gpus) {
        return tree.step(team.value()).balance().heldGpus() + gpus;
    }

    private static List<TeamId> teams(QuotaTree tree) {
        return tree.steps().stream()
                .map(QuotaPath.Step::node)
                .filter(node -> node.kind() == QuotaNode.Kind.TEAM)
                .map(node -> new TeamId(node.id()))
                .toList();
    }

    private List<Running> running(QuotaTree tree) {
        List<TeamId> teams = teams(tree);
        return works.stream()
                .flatMap(work -> work.of(teams).stream())
                .filter(running -> running.pool().equals(tree.pool()))
                .toList();
    }

    /**
     * A team that keeps GPUs which others have.
     *
     * @param gpus that are given back to it at most
     */
    public record Owed(TeamId team, int gpus) {}

    /**
     * What a team gets.
     *
     * @param works that end for it, first what ends first
     * @param missingGpus that it does not get although these end: nothing that may end has them
     */
    public record Ending(List<Running> works, int missingGpus) {
        /** It gets nothing, and nothing ends. */
        public static final Ending NOTHING = new Ending(List.of(), 0);

        public Ending {
            works = List.copyOf(works);
        }
    }

    /**
     * What a team lends.
     *
     * @param guaranteedGpus to the team
     * @param heldGpus by the team itself
     * @param freeGpus that the team can have now, from whomever
     * @param comingGpus that are set aside for it, and that others have not given back yet
     * @param contested a node above is overcommitted, so nothing can be set aside
     * @param reclaims whether it asked GPUs back
     */
    public record Lent(
            int guaranteedGpus, int heldGpus, int freeGpus, int comingGpus, boolean contested, boolean reclaims) {
        static Lent of(QuotaPath path) {
            BalanceRow balance = path.own().balance();
            int room = path.room();
            return new Lent(
                    balance.terms().guaranteedGpus(),
                    balance.heldGpus(),
                    room,
                    Math.max(0, balance.setAsideGpus() - balance.claimedGpus() - room),
                    balance.contested(),
                    balance.keptGpus() > 0);
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
