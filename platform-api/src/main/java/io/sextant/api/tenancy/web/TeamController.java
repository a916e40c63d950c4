package io.sextant.api.tenancy.web;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.Teams;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class TeamController {
    private final Teams teams;

    TeamController(Teams teams) {
        this.teams = teams;
    }

    @GetMapping("/me")
    @Requires.AnyUser
    Me me(Actor actor) {
        return new Me(
                actor.username(),
                actor.displayName(),
                actor.platformRoles(),
                teams.visibleTo(actor).stream().map(TeamBody::of).toList());
    }

    @GetMapping("/teams")
    @Requires.AnyUser
    List<TeamBody> list(Actor actor) {
        return teams.visibleTo(actor).stream().map(TeamBody::of).toList();
    }

    @GetMapping("/teams/{team}")
    @Requires.AnyUser
    TeamBody one(@PathVariable String team, Actor actor) {
        return TeamBody.of(teams.named(team, actor));
    }

    record Me(String username, String displayName, Set<PlatformRole> platformRoles, List<TeamBody> teams) {}

    record TeamBody(String slug, String name, String department, String namespace) {
        static TeamBody of(Team team) {
            return new TeamBody(team.slug(), team.name(), team.department(), team.namespace());
        }
    }
}
