package io.sextant.api.testing;

import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.OrganisationSetup;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.tenancy.Tokens;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes teams and people for tests, each under a name no other test has. */
public class People {
    private static final String ROOT = "test-organisation";
    private static final String DEPARTMENT = "test-department";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final OrganisationSetup setup;
    private final Tokens tokens;

    People(OrganisationSetup setup, Tokens tokens) {
        this.setup = setup;
        this.tokens = tokens;
    }

    /** A new team without members. */
    public Team team() {
        setup.organisation(ROOT, "Test Organisation");
        setup.department(DEPARTMENT, "Test Department", ROOT);
        int number = COUNT.incrementAndGet();
        return setup.team("team-" + number + "-x", "Team " + number, DEPARTMENT);
    }

    /** A new person with one role in one team. */
    public Actor member(Team team, TeamRole role) {
        return person(Set.of(), Map.of(team.slug(), role));
    }

    /** A new person with platform roles. */
    public Actor platform(PlatformRole... roles) {
        return person(Set.of(roles), Map.of());
    }

    /** The value of an Authorization header that stands for this person. */
    public String bearer(Actor actor) {
        return "Bearer " + tokens.issue(actor.id(), "test");
    }

    private Actor person(Set<PlatformRole> roles, Map<String, TeamRole> teams) {
        String name = "person-" + COUNT.incrementAndGet();
        return setup.demoUser(name + "@test.sextant", name, "not used for signing in", roles, teams);
    }
}
