package io.sextant.api.tenancy;

import io.sextant.api.audit.Who;
import io.sextant.api.isolation.TeamScope;
import io.sextant.api.problem.PlatformProblem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who asks: a signed-in user, or the user an API token stands for, with everything they may do.
 *
 * @param passwordDue they have to choose a password before anything else
 * @param confined they act with a token that is good for one team only
 * @param teams every team the user has a role in
 */
public record Actor(
        UserId id,
        String username,
        String displayName,
        AccountKind kind,
        boolean passwordDue,
        boolean confined,
        Set<PlatformRole> platformRoles,
        Map<Team, TeamRole> teams) {
    public Actor {
        platformRoles = Set.copyOf(platformRoles);
        teams = Map.copyOf(teams);
    }

    /** As the audit trail names them. */
    public Who who() {
        Who.Kind known = switch (kind) {
            case PERSON -> Who.Kind.USER;
            case SERVICE -> Who.Kind.SERVICE_ACCOUNT;
        };
        return new Who(known, id.toString(), username);
    }

    /** The same in one team only, and without platform roles; nothing at all where they are not in it. */
    public Actor confinedTo(TeamId team) {
        Map<Team, TeamRole> only = teams.entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(team))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Actor(id, username, displayName, kind, passwordDue, true, Set.of(), only);
    }

    /** The rows that are theirs to see: of every team for who may see every team, else of their own. */
    public TeamScope scope() {
        return mayEverywhere(Permission.VIEW_TEAM)
                ? new TeamScope.Every()
                : new TeamScope.Of(
                        id.value(),
                        teams.keySet().stream().map(team -> team.id().value()).collect(Collectors.toSet()));
    }

    /** Holds the permission platform-wide or in at least one team. */
    public boolean mayAnywhere(Permission permission) {
        return mayEverywhere(permission) || teams.values().stream().anyMatch(role -> role.grants(permission));
    }

    /** Holds the permission in every team. */
    public boolean mayEverywhere(Permission permission) {
        return platformRoles.stream().anyMatch(role -> role.grants(permission));
    }

    /** Holds the permission in this team. */
    public boolean may(Permission permission, TeamId team) {
        return mayEverywhere(permission)
                || roleIn(team).filter(role -> role.grants(permission)).isPresent();
    }

    /** Throws unless the permission holds in this team; a team one may not even see does not exist for the caller. */
    public void require(Permission permission, Team team) {
        if (!may(Permission.VIEW_TEAM, team.id())) {
            throw PlatformProblem.NotFound.hidden(
                    "team", team.slug(), "Ask a platform administrator to add you to it.");
        }
        if (!may(permission, team.id())) {
            throw new PlatformProblem.Forbidden(
                    "Your role in " + team.name() + " does not allow this (" + permission + ").",
                    "Ask a team administrator of " + team.name() + " to do it or to change your role.");
        }
    }

    /** Throws unless the permission holds platform-wide. */
    public void requireEverywhere(Permission permission) {
        if (!mayEverywhere(permission)) {
            throw new PlatformProblem.Forbidden(
                    "This needs a platform role (" + permission + ").", "Ask a platform administrator.");
        }
    }

    /** The user's own teams, by name. */
    public List<Team> ownTeams() {
        return teams.keySet().stream().sorted(Comparator.comparing(Team::name)).toList();
    }

    private Optional<TeamRole> roleIn(TeamId team) {
        return teams.entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(team))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
