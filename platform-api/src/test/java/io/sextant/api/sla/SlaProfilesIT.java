package io.sextant.api.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.PlatformRole;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class SlaProfilesIT {
    @Autowired
    SlaProfiles profiles;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private static SlaDraft draft(String name, int ttftMs) {
        return new SlaDraft(name, "For a test.", "online", "p95", ttftMs, 25.0, 7000, null, null, null, 512, 256);
    }

    @Test
    void shipsThePresetsAsProfilesOfTheOrganisation() {
        Actor viewer = people.member(people.team(), TeamRole.VIEWER);
        List<SlaProfileView> presets =
                profiles.visibleTo(viewer, new SlaFilter(null, SlaFilter.ORGANISATION, null, false));
        assertThat(presets)
                .extracting(SlaProfileView::name)
                .contains(
                        "Chat",
                        "Code completion",
                        "Code generation",
                        "Translation",
                        "RAG",
                        "Long summary",
                        "Offline batch");
        assertThat(presets)
                .filteredOn(preset -> preset.name().equals("RAG"))
                .singleElement()
                .satisfies(rag -> {
                    assertThat(rag.current().terms().ttftMs()).isEqualTo(600);
                    assertThat(rag.current().terms().inputTokens()).isEqualTo(4096);
                    assertThat(rag.editable()).isFalse();
                });
    }

    @Test
    void keepsEveryVersionThroughEdits() {
        Team team = people.team();
        Actor keeper = people.member(team, TeamRole.TEAM_ADMIN);
        SlaProfileView created = profiles.create(draft("Help desk", 150), team, keeper);
        SlaProfileView edited = profiles.edit(created.id(), created.revision(), draft("Help desk 2", 250), keeper);
        assertThat(edited.current().version()).isEqualTo(2);
        assertThat(edited.revision()).isGreaterThan(created.revision());
        assertThat(profiles.history(created.id(), keeper))
                .extracting(SlaVersion::version)
                .containsExactly(2, 1);
        SlaVersion first = profiles.version(created.id(), 1, keeper);
        assertThat(first.name()).isEqualTo("Help desk");
        assertThat(first.terms().ttftMs()).isEqualTo(150);
        assertThat(first.recordedBy()).isEqualTo(keeper.displayName());
    }

    @Test
    void makesNoVersionOfAnEditThatChangesNothing() {
        Team team = people.team();
        Actor keeper = people.member(team, TeamRole.TEAM_ADMIN);
        SlaProfileView created = profiles.create(draft("Same", 150), team, keeper);
        assertThat(profiles.edit(created.id(), created.revision(), draft("Same", 150), keeper)
                        .current()
                        .version())
                .isEqualTo(1);
    }

    @Test
    void refusesAnEditOfAStateThatIsGone() {
        Team team = people.team();
        Actor keeper = people.member(team, TeamRole.TEAM_ADMIN);
        SlaProfileView created = profiles.create(draft("Contended", 150), team, keeper);
        profiles.edit(created.id(), created.revision(), draft("Contended", 200), keeper);
        assertThatExceptionOfType(PlatformProblem.StaleVersion.class)
                .isThrownBy(() -> profiles.edit(created.id(), created.revision(), draft("Contended", 300), keeper));
        assertThat(profiles.profile(created.id(), keeper).current().terms().ttftMs())
                .isEqualTo(200);
    }

    @Test
    void letsOneOfTwoSimultaneousEditsWin() throws Exception {
        Team team = people.team();
        Actor keeper = people.member(team, TeamRole.TEAM_ADMIN);
        SlaProfileView created = profiles.create(draft("Raced", 150), team, keeper);
        List<Boolean> won = together(
                () -> profiles.edit(created.id(), created.revision(), draft("Raced", 200), keeper),
                () -> profiles.edit(created.id(), created.revision(), draft("Raced", 300), keeper));
        assertThat(won).containsExactlyInAnyOrder(true, false);
        assertThat(profiles.profile(created.id(), keeper).current().version()).isEqualTo(2);
    }

    @Test
    void letsOneOfTwoSimultaneousProfilesHaveTheName() throws Exception {
        Team team = people.team();
        Actor keeper = people.member(team, TeamRole.TEAM_ADMIN);
        List<Boolean> won = together(
                () -> profiles.create(draft("Twins", 200), team, keeper),
                () -> profiles.create(draft("twins", 300), team, keeper));
        assertThat(won).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void keepsNamesUniqueAmongActiveProfilesOfAnOwner() {
        Team team = people.team();
        Actor keeper = people.member(team, TeamRole.TEAM_ADMIN);
        SlaProfileView first = profiles.create(draft("Unique", 150), team, keeper);
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> profiles.create(draft("UNIQUE", 150), team, keeper))
                .satisfies(problem ->
                        assertThat(problem.errors()).extracting("pointer").containsExactly("/name"));
        SlaProfileView retired = profiles.retire(first.id(), first.revision(), keeper);
        profiles.create(draft("Unique", 150), team, keeper);
        assertThatExceptionOfType(PlatformProblem.Invalid.class)
                .isThrownBy(() -> profiles.restore(first.id(), retired.revision(), keeper));
        Team other = people.team();
        profiles.create(draft("Unique", 150), other, people.member(other, TeamRole.TEAM_ADMIN));
    }

    @Test
    void hidesRetiredProfilesUntilTheyAreRestored() {
        Team team = people.team();
        Actor keeper = people.member(team, TeamRole.TEAM_ADMIN);
        SlaProfileView created = profiles.create(draft("Seasonal", 150), team, keeper);
        SlaProfileView retired = profiles.retire(created.id(), created.revision(), keeper);
        SlaFilter active = new SlaFilter(null, team.slug(), null, false);
        assertThat(profiles.visibleTo(keeper, active)).isEmpty();
        assertThat(profiles.visibleTo(keeper, new SlaFilter(null, team.slug(), null, true)))
                .singleElement()
                .matches(SlaProfileView::isRetired);
        assertThatExceptionOfType(PlatformProblem.Conflict.class)
                .isThrownBy(() -> profiles.edit(created.id(), retired.revision(), draft("Seasonal", 200), keeper));
        profiles.restore(created.id(), retired.revision(), keeper);
        assertThat(profiles.visibleTo(keeper, active)).hasSize(1);
    }

    @Test
    void keepsTeamsApart() {
        Team team = people.team();
        Actor keeper = people.member(team, TeamRole.TEAM_ADMIN);
        SlaProfileView created = profiles.create(draft("Private", 150), team, keeper);
        Actor stranger = people.member(people.team(), TeamRole.TEAM_ADMIN);
        assertThatExceptionOfType(PlatformProblem.NotFound.class)
                .isThrownBy(() -> profiles.profile(created.id(), stranger));
        assertThatExceptionOfType(PlatformProblem.NotFound.class)
                .isThrownBy(() -> profiles.retire(created.id(), created.revision(), stranger));
        assertThat(profiles.visibleTo(stranger, new SlaFilter("Private", null, null, true)))
                .isEmpty();
        assertThatExceptionOfType(PlatformProblem.NotFound.class)
                .isThrownBy(() -> profiles.create(draft("Foreign", 150), team, stranger));
    }

    @Test
    void letsOnlyKeepersWrite() {
        Team team = people.team();
        Actor member = people.member(team, TeamRole.MEMBER);
        Actor keeper = people.member(team, TeamRole.TEAM_ADMIN);
        SlaProfileView created = profiles.create(draft("Guarded", 150), team, keeper);
        assertThat(profiles.profile(created.id(), member).editable()).isFalse();
        assertThatExceptionOfType(PlatformProblem.Forbidden.class)
                .isThrownBy(() -> profiles.edit(created.id(), created.revision(), draft("Guarded", 200), member));
        assertThatExceptionOfType(PlatformProblem.Forbidden.class)
                .isThrownBy(() -> profiles.create(draft("Organisation wide", 150), null, keeper));
        Actor admin = people.platform(PlatformRole.PLATFORM_ADMIN);
        assertThat(profiles.create(draft("Organisation wide", 150), null, admin).editable())
                .isTrue();
        assertThat(profiles.profile(created.id(), people.platform(PlatformRole.AUDITOR))
                        .name())
                .isEqualTo("Guarded");
    }

    @Test
    void refusesToRewriteHistoryEvenInTheDatabase() {
        assertThatThrownBy(() ->
                        jdbc.sql("update sla_profile_version set ttft_ms = 1").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from sla_profile_version").update())
                .hasMessageContaining("append-only");
    }

    private static List<Boolean> together(Callable<SlaProfileView> one, Callable<SlaProfileView> other)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<SlaProfileView>> both = List.of(one, other).stream()
                    .map(write -> two.submit(() -> {
                        start.await();
                        return write.call();
                    }))
                    .toList();
            return List.of(succeeded(both.getFirst()), succeeded(both.getLast()));
        }
    }

    private static boolean succeeded(Future<SlaProfileView> write) throws InterruptedException {
        try {
            write.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOfAny(PlatformProblem.StaleVersion.class, PlatformProblem.Invalid.class);
            return false;
        }
    }
}
