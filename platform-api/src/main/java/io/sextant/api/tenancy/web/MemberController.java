package io.sextant.api.tenancy.web;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.AccountKind;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Member;
import io.sextant.api.tenancy.Members;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.tenancy.Teams;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Members of a team, and its service accounts. */
@RestController
@RequestMapping("/api/v1/teams/{team}")
class MemberController {
    private final Members members;
    private final Teams teams;

    MemberController(Members members, Teams teams) {
        this.members = members;
        this.teams = teams;
    }

    @GetMapping("/members")
    @Requires(Permission.VIEW_TEAM)
    List<MemberBody> list(@PathVariable String team, Actor actor) {
        return members.of(teams.named(team, actor), actor).stream()
                .map(MemberBody::of)
                .toList();
    }

    @PutMapping("/members/{username}")
    @Requires(Permission.EDIT_MEMBERS)
    MemberBody assign(
            @PathVariable String team, @PathVariable String username, @RequestBody Wanted wanted, Actor actor) {
        return MemberBody.of(members.assign(teams.named(team, actor), username, wanted.required(), actor));
    }

    @DeleteMapping("/members/{username}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.EDIT_MEMBERS)
    void remove(@PathVariable String team, @PathVariable String username, Actor actor) {
        members.remove(teams.named(team, actor), username, actor);
    }

    @PostMapping("/service-accounts")
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.EDIT_MEMBERS)
    MemberBody createService(@PathVariable String team, @RequestBody Service service, Actor actor) {
        TeamRole role = new Wanted(service.role()).required();
        return MemberBody.of(members.createService(teams.named(team, actor), service.name(), role, actor));
    }

    /**
     * A member; {@code id} is what the tokens of a service account are asked for with, {@code given} is absent where the identity
     * provider alone says so.
     */
    record MemberBody(
            UUID id,
            String username,
            String displayName,
            AccountKind kind,
            TeamRole role,
            @Nullable TeamRole given,
            boolean disabled) {
        static MemberBody of(Member member) {
            return new MemberBody(
                    member.id().value(),
                    member.username(),
                    member.displayName(),
                    member.kind(),
                    member.role(),
                    member.given(),
                    member.disabled());
        }
    }

    record Service(@Nullable String name, @Nullable TeamRole role) {}

    record Wanted(@Nullable TeamRole role) {
        TeamRole required() {
            if (role == null) {
                throw new PlatformProblem.Invalid("/role", "missing", "Say which role: TEAM_ADMIN, MEMBER or VIEWER.");
            }
            return role;
        }
    }
}
