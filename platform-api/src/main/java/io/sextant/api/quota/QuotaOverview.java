package io.sextant.api.quota;

import io.sextant.api.isolation.AllTeams;
import io.sextant.api.paging.Page;
import io.sextant.api.paging.PageRequest;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows how quota stands over the organisation; who has no platform role sees the way from their teams to the root. */
@Service
@Transactional(readOnly = true)
public class QuotaOverview {
    private final QuotaRows rows;
    private final QuotaEventRows events;
    private final List<HolderNames> holders;

    QuotaOverview(QuotaRows rows, QuotaEventRows events, List<HolderNames> holders) {
        this.rows = rows;
        this.events = events;
        this.holders = holders;
    }

    /** Every pool in which the reader's part of the organisation was given quota, by cluster and product. */
    public List<PoolStandings> pools(Actor actor) {
        List<PoolStandings> pools = new ArrayList<>();
        for (QuotaTree tree : AllTeams.call(rows::trees)) {
            Set<UUID> visible = visible(tree, actor);
            List<QuotaStanding> standings = tree.steps().stream()
                    .filter(step -> visible.contains(step.node().id()))
                    .map(step -> tree.standing(step.node().id()))
                    .toList();
            if (standings.stream().anyMatch(standing -> standing.revision() > 0)) {
                pools.add(new PoolStandings(tree.pool(), standings));
            }
        }
        return pools;
    }

    /** One node in one pool; revision 0 where it was never given quota there. */
    public QuotaStanding one(String node, QuotaPool pool, Actor actor) {
        QuotaTree tree = AllTeams.call(() -> rows.tree(pool)).counted();
        return tree.standing(seen(tree, node, actor));
    }

    /** What happened to a node and everything below it in a pool, newest first. */
    public Page<QuotaEvent> history(String node, QuotaPool pool, PageRequest request, Actor actor) {
        QuotaTree tree = AllTeams.call(() -> rows.tree(pool));
        Set<UUID> branch = new HashSet<>(tree.branch(seen(tree, node, actor)));
        branch.retainAll(visible(tree, actor));
        return named(events.of(branch, pool, request));
    }

    /** The nodes that the reader may see, parents before their children. */
    public List<QuotaNode> nodes(Actor actor) {
        List<QuotaNode> nodes = rows.nodes();
        Set<UUID> visible = visible(nodes, actor);
        return nodes.stream().filter(node -> visible.contains(node.id())).toList();
    }

    private Page<QuotaEvent> named(Page<QuotaEvent> page) {
        Set<UUID> unknown = page.items().stream()
                .filter(QuotaEvent.GpusBooked.class::isInstance)
                .map(event -> ((QuotaEvent.GpusBooked) event).holder())
                .collect(Collectors.toSet());
        Map<UUID, HolderNames.Holder> known = new HashMap<>();
        if (!unknown.isEmpty()) {
            holders.forEach(source -> known.putAll(source.of(unknown)));
        }
        return page.map(event -> switch (event) {
            case QuotaEvent.LimitsChanged changed -> changed;
            case QuotaEvent.GpusBooked booked -> named(booked, known);
        });
    }

    private static QuotaEvent named(QuotaEvent.GpusBooked booked, Map<UUID, HolderNames.Holder> known) {
        HolderNames.Holder holder = known.get(booked.holder());
        return holder == null
                ? booked
                : new QuotaEvent.GpusBooked(
                        booked.at(),
                        booked.node(),
                        booked.nodeName(),
                        booked.kind(),
                        booked.gpus(),
                        booked.quotaClass(),
                        booked.holder(),
                        holder.name(),
                        holder.deployment());
    }

    private static UUID seen(QuotaTree tree, String slug, Actor actor) {
        Set<UUID> visible = visible(tree, actor);
        return tree.steps().stream()
                .map(QuotaPath.Step::node)
                .filter(node -> node.slug().equals(slug) && visible.contains(node.id()))
                .map(QuotaNode::id)
                .findFirst()
                .orElseThrow(() -> QuotaAdministration.missing(slug));
    }

    private static Set<UUID> visible(QuotaTree tree, Actor actor) {
        return visible(tree.steps().stream().map(QuotaPath.Step::node).toList(), actor);
    }

    /**
     * The nodes on the way from the reader's teams to the root.
     *
     * @param nodes parents before their children
     */
    private static Set<UUID> visible(List<QuotaNode> nodes, Actor actor) {
        if (actor.mayEverywhere(Permission.VIEW_TEAM)) {
            return nodes.stream().map(QuotaNode::id).collect(Collectors.toSet());
        }
        Set<UUID> visible = actor.ownTeams().stream()
                .filter(team -> actor.may(Permission.VIEW_TEAM, team.id()))
                .map(Team::id)
                .map(TeamId::value)
                .collect(Collectors.toCollection(HashSet::new));
        for (QuotaNode node : nodes.reversed()) {
            if (node.parent() != null && visible.contains(node.id())) {
                visible.add(node.parent());
            }
        }
        return visible;
    }

    /**
     * A pool as the reader sees it.
     *
     * @param standings parents before their children
     */
    public record PoolStandings(QuotaPool pool, List<QuotaStanding> standings) {
        public PoolStandings {
            standings = List.copyOf(standings);
        }
    }
}
