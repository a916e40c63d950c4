package io.sextant.api.tenancy;

import io.sextant.api.isolation.AllTeams;
import io.sextant.api.problem.PlatformProblem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds teams. */
@Service
@Transactional(readOnly = true)
public class Teams {
    private final OrgNodes nodes;

    Teams(OrgNodes nodes) {
        this.nodes = nodes;
    }

    /** The teams the caller may see, by name. */
    public List<Team> visibleTo(Actor actor) {
        if (actor.mayEverywhere(Permission.VIEW_TEAM)) {
            return all();
        }
        return actor.ownTeams();
    }

    /** The team of that slug if the caller may see it; otherwise it does not exist for them. */
    public Team named(String slug, Actor actor) {
        // Among all teams, since asking for somebody else's is a denial and asking for none that there is a slip.
        Team team = AllTeams.call(() -> nodes.findBySlugAndKind(slug, OrgUnit.Kind.TEAM))
                .map(OrgNode::asTeam)
                .orElseThrow(() -> missing(slug));
        actor.require(Permission.VIEW_TEAM, team);
        return team;
    }

    /** The same, if the team is not archived. */
    public Team active(String slug, Actor actor) {
        Team team = named(slug, actor);
        if (nodes.findById(team.id().value()).filter(node -> !node.isArchived()).isEmpty()) {
            throw new PlatformProblem.Conflict(
                    "unit-archived",
                    "The team is archived",
                    team.name() + " is out of use.",
                    "Choose another team, or have a platform administrator take it back into use.",
                    Map.of("node", slug));
        }
        return team;
    }

    /** The team with that id; for use cases that check the caller themselves. */
    public Optional<Team> byId(TeamId id) {
        return nodes.findById(id.value()).filter(OrgNode::isTeam).map(OrgNode::asTeam);
    }

    /** Every team of the organisation, by name; for use cases that act for the platform. */
    public List<Team> all() {
        return nodes.findByKind(OrgUnit.Kind.TEAM).stream()
                .filter(node -> !node.isArchived())
                .map(OrgNode::asTeam)
                .sorted(Comparator.comparing(Team::name))
                .toList();
    }

    private static PlatformProblem missing(String slug) {
        return new PlatformProblem.NotFound(
                "team", slug, "Choose one of your teams, or ask a platform administrator to add you to it.");
    }
}
