package io.sextant.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.api.deployment.Scenario.Setting;
import io.sextant.api.isolation.TeamScope;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import io.sextant.api.testing.SettableClock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Two teams with everything a deployment leaves behind, read and written by SQL that has forgotten about teams. */
@ApiTest
@Import(Scenario.class)
class TeamsApartIT {
    @Autowired
    Scenario scenario;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    @Autowired
    MockMvcTester rest;

    private Setting one;
    private Setting other;
    private DeploymentId ofOne;
    private DeploymentId ofOther;

    @BeforeEach
    void twoTeams() {
        one = scenario.teamWithQuota(8);
        other = scenario.teamWithQuota(8);
        ofOne = deployed(one);
        ofOther = deployed(other);
    }

    private DeploymentId deployed(Setting setting) {
        DeploymentId id = scenario.submit(setting, "chat");
        scenario.report(setting, scenario.ready(id, clock.instant(), "http://10.1.2.3:8000"));
        return id;
    }

    @Test
    void everyWalledTableShowsEachTeamNothingOfTheOthers() {
        Set<String> shared = new HashSet<>(names("select relname from pg_class c join pg_policy p on p.polrelid = c.oid"
                + " where p.polname = 'seen_by_team'"));
        TreeMap<String, Set<String>> leaks = new TreeMap<>();
        Set<String> filled = new TreeSet<>();
        for (String table : names("select relname from pg_class where relrowsecurity")) {
            String rows = "select ctid::text from " + table;
            Set<String> seenByOne = new HashSet<>(scope(one).call(() -> names(rows)));
            Set<String> seenByOther = new HashSet<>(scope(other).call(() -> names(rows)));
            assertThat(new TeamScope.Nobody().call(() -> names(rows)).size())
                    .as(table + " to nobody")
                    .isLessThanOrEqualTo(
                            shared.contains(table) && table.startsWith("sla_profile") ? Integer.MAX_VALUE : 0);
            if (!seenByOne.isEmpty() && !seenByOther.isEmpty()) {
                filled.add(table);
            }
            seenByOne.retainAll(seenByOther);
            if (!seenByOne.isEmpty() && !shared.contains(table)) {
                leaks.put(table, seenByOne);
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(filled)
                .contains(
                        "approval_request",
                        "deployment",
                        "deployment_event",
                        "deployment_generation",
                        "deployment_manifest",
                        "deployment_observation",
                        "deployment_release",
                        "gpu_interval",
                        "org_node",
                        "quota_balance",
                        "quota_entry",
                        "submission_key",
                        "user_given_team_role");
    }

    @Test
    void aboveTheTeamsTheWayToTheRootIsSeenAndNothingBesideIt() {
        List<String> kinds = scope(one).call(() -> names("select kind from org_node order by kind"));
        assertThat(kinds).containsExactly("DEPARTMENT", "ORGANISATION", "TEAM");
        assertThat(scope(one)
                        .call(() ->
                                names("select distinct n.slug from quota_balance b join org_node n on n.id = b.node_id"
                                        + " where n.kind = 'TEAM'")))
                .containsExactly(one.team().slug());
    }

    @Test
    void anothersRowsCannotBeChangedTakenOrMade() {
        assertThat(scope(one)
                        .call(() -> jdbc.sql("update deployment set name = 'mine' where id = :id")
                                .param("id", ofOther.value())
                                .update()))
                .isZero();
        assertThatThrownBy(() -> scope(one)
                        .call(() -> jdbc.sql("update deployment set team_id = :team where id = :id")
                                .param("team", other.team().id().value())
                                .param("id", ofOne.value())
                                .update()))
                .hasStackTraceContaining("row-level security");
        assertThatThrownBy(() -> scope(one)
                        .call(() -> jdbc.sql("""
                                insert into deployment_event (deployment_id, at, kind, generation, sentence)
                                values (:id, now(), 'READY', 1, 'made up')
                                """).param("id", ofOther.value()).update()))
                .hasStackTraceContaining("row-level security");
        assertThatThrownBy(() -> scope(one)
                        .call(() -> jdbc.sql("update quota_balance set burst_limit_gpus = 100")
                                .update()))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> scope(one).call(() -> names("select actor_name from audit_entry")))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void twoTeamsInTurnsOverRestSeeTheirOwn() {
        String oneBearer = people.bearer(one.member());
        String otherBearer = people.bearer(other.member());
        for (int i = 0; i < 5; i++) {
            assertThat(listed(oneBearer)).contains(ofOne.toString()).doesNotContain(ofOther.toString());
            assertThat(listed(otherBearer)).contains(ofOther.toString()).doesNotContain(ofOne.toString());
        }
        assertThat(rest.get().uri("/api/v1/deployments/" + ofOther).header(HttpHeaders.AUTHORIZATION, oneBearer))
                .hasStatus(404);
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'access.deny' and object_id like :route")
                        .param("route", "%" + ofOther)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(TeamScope.current()).isEqualTo(new TeamScope.Every());
    }

    @Test
    void anothersRequestForApprovalIsNotThereAndAskingForItIsADenial() {
        String id = jdbc.sql("select id::text from approval_request where deployment_id = :id")
                .param("id", ofOther.value())
                .query(String.class)
                .single();
        for (String path : List.of("/api/v1/approvals/" + id, "/api/v1/approvals/" + UUID.randomUUID())) {
            assertThat(rest.get().uri(path).header(HttpHeaders.AUTHORIZATION, people.bearer(one.member())))
                    .hasStatus(404);
        }
        assertThat(rest.get()
                        .uri("/api/v1/approvals/" + id)
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(other.member())))
                .hasStatusOk();
        assertThat(jdbc.sql("""
                                select count(*) from audit_entry
                                 where action = 'access.deny' and object_id like 'GET /api/v1/approvals/%'
                                   and actor_id = :actor
                                """)
                        .param("actor", one.member().id().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private String listed(String bearer) {
        try {
            return rest.get()
                    .uri("/api/v1/deployments")
                    .header(HttpHeaders.AUTHORIZATION, bearer)
                    .exchange()
                    .getResponse()
                    .getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> names(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private static TeamScope scope(Setting setting) {
        return setting.member().scope();
    }
}
