package io.sextant.api.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class OrganisationTreeIT {
    private static final String ROOT = "test-organisation";

    @Autowired
    OrganisationTree tree;

    @Autowired
    Teams teams;

    @Autowired
    People people;

    @Autowired
    MockMvcTester rest;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8) + "x";
    private final String upper = "upper-" + suffix;
    private final String lower = "lower-" + suffix;
    private final String team = "team-" + suffix;

    @BeforeEach
    void aTree() {
        people.team();
        Actor admin = admin();
        tree.create(OrgUnit.Kind.DEPARTMENT, upper, "Upper", ROOT, admin);
        tree.create(OrgUnit.Kind.DEPARTMENT, lower, "Lower", upper, admin);
        tree.create(OrgUnit.Kind.TEAM, team, "Team", lower, admin);
    }

    @Test
    void growsToAnyDepthAndListsEachNodeBehindItsParent() {
        assertThat(tree.all(admin()))
                .filteredOn(unit -> unit.slug().endsWith(suffix))
                .extracting(unit -> unit.depth() + " " + unit.name())
                .containsExactly("1 Upper", "2 Lower", "3 Team");
    }

    @Test
    void renamesAndMovesWithAllBelow() {
        assertThat(tree.rename(upper, 1, " Renamed ", admin()).name()).isEqualTo("Renamed");
        tree.move(lower, 1, ROOT, admin());

        assertThat(unit(team).depth()).isEqualTo(2);
        assertThat(teams.named(team, admin()).department()).isEqualTo("Lower");
        assertThatExceptionOfType(PlatformProblem.StaleVersion.class)
                .isThrownBy(() -> tree.rename(upper, 1, "Again", admin()));
    }

    @Test
    void staysATree() {
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> tree.move(upper, 1, lower, admin()))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo("not-a-tree"));
        assertThatExceptionOfType(PlatformProblem.Conflict.class).isThrownBy(() -> tree.move(upper, 1, upper, admin()));
        assertThatExceptionOfType(PlatformProblem.Invalid.class).isThrownBy(() -> tree.move(lower, 1, team, admin()));
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> tree.create(OrgUnit.Kind.TEAM, team, "Again", upper, admin()));
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> tree.create(OrgUnit.Kind.ORGANISATION, "other-" + suffix, "Other", ROOT, admin()));
    }

    @Test
    void archivesFromBelowAndKeepsWhatWasThere() {
        Team asked = teams.named(team, admin());
        Actor member = people.member(asked, TeamRole.MEMBER);
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> tree.archive(lower, 1, admin()))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo("unit-in-use"));

        tree.archive(team, 1, admin());

        assertThat(teams.all()).noneMatch(known -> known.slug().equals(team));
        assertThat(teams.byId(asked.id())).isPresent();
        assertThat(teams.named(team, admin()).name()).isEqualTo("Team");
        assertThatExceptionOfType(PlatformProblem.Conflict.class).isThrownBy(() -> teams.active(team, admin()));
        assertThat(rest.get().uri("/api/v1/teams/" + team).header(HttpHeaders.AUTHORIZATION, people.bearer(member)))
                .hasStatus(404);
        tree.archive(lower, 1, admin());
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> tree.restore(team, 2, admin()))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo("unit-archived"));
        tree.restore(lower, 2, admin());
        tree.restore(team, 2, admin());
        assertThat(rest.get().uri("/api/v1/teams/" + team).header(HttpHeaders.AUTHORIZATION, people.bearer(member)))
                .hasStatusOk();
    }

    @Test
    void isChangedByAdministratorsOnlyAndWithTheETag() {
        String auditor = people.bearer(people.platform(PlatformRole.AUDITOR));
        assertThat(rest.get().uri("/api/v1/organisation").header(HttpHeaders.AUTHORIZATION, auditor))
                .hasStatusOk();
        assertThat(rest.post()
                        .uri("/api/v1/organisation/" + team + "/archive")
                        .header(HttpHeaders.AUTHORIZATION, auditor))
                .hasStatus(403);
        String admin = people.bearer(admin());
        assertThat(rest.post()
                        .uri("/api/v1/organisation/" + team + "/archive")
                        .header(HttpHeaders.AUTHORIZATION, admin))
                .hasStatus(428);
        assertThat(rest.post()
                        .uri("/api/v1/organisation/" + team + "/archive")
                        .header(HttpHeaders.AUTHORIZATION, admin)
                        .header(HttpHeaders.IF_MATCH, "\"1\""))
                .hasStatusOk()
                .hasHeader("ETag", "\"2\"");
    }

    private Actor admin() {
        return people.platform(PlatformRole.PLATFORM_ADMIN);
    }

    private OrgUnit unit(String slug) {
        return tree.all(admin()).stream()
                .filter(unit -> unit.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }
}
