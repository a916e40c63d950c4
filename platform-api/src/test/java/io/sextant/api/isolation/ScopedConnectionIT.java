package io.sextant.api.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.sextant.api.tenancy.Team;
import io.sextant.api.tenancy.TeamRole;
import io.sextant.api.testing.ApiTest;
import io.sextant.api.testing.People;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One connection goes from hand to hand, and shows each only what is theirs. */
@ApiTest
class ScopedConnectionIT {
    private static final String TEAMS = "select slug from org_node where kind = 'TEAM'";

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    People people;

    private HikariDataSource pool;
    private JdbcClient raw;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private Team one;
    private Team other;

    @BeforeEach
    void aPoolOfOneConnection() {
        pool = new HikariDataSource();
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        pool.setMaximumPoolSize(1);
        raw = JdbcClient.create(pool);
        ScopedDataSource scoped = new ScopedDataSource(pool);
        jdbc = JdbcClient.create(scoped);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(scoped));
        one = people.team();
        other = people.team();
    }

    @AfterEach
    void theConnectionIsClean() {
        assertThat(raw.sql("select current_setting('role')").query(String.class).single())
                .isEqualTo("none");
        assertThat(raw.sql("select coalesce(current_setting('sextant.teams', true), '')"
                                + " || coalesce(current_setting('sextant.user', true), '')")
                        .query(String.class)
                        .single())
                .isEmpty();
        pool.close();
    }

    @Test
    void showsTwoTeamsInTurnsTheirOwnOnOneConnection() {
        for (int i = 0; i < 20; i++) {
            assertThat(of(one).call(this::teams)).containsExactly(one.slug());
            assertThat(transaction.<List<String>>execute(_ -> of(other).call(this::teams)))
                    .containsExactly(other.slug());
            assertThat(new TeamScope.Nobody().call(this::teams)).isEmpty();
            assertThat(teams()).contains(one.slug(), other.slug());
        }
    }

    @Test
    void aQueryOutsideOfATransactionSeesNoMore() throws SQLException {
        of(one).call(() -> {
            assertThat(teams()).containsExactly(one.slug());
            return 0;
        });
        try (Connection connection = new ScopedDataSource(pool).getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void whatIsWrittenOutsideOfATransactionIsCommitted() {
        of(one).call(() -> jdbc.sql("insert into desired_revision (cluster, revision) values (:name, 1)")
                .param("name", cluster("written"))
                .update());

        assertThat(raw.sql("select count(*) from desired_revision where cluster = 'written'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aFailedStatementLeavesNothingBehind() {
        assertThatThrownBy(() -> of(one).call(() ->
                        jdbc.sql("select * from join_token").query().listOfRows()))
                .isInstanceOf(BadSqlGrammarException.class)
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> of(one).call(() -> transaction.execute(
                        _ -> jdbc.sql("select 1 / 0").query(Integer.class).single())))
                .hasStackTraceContaining("division by zero");
        assertThat(teams()).contains(one.slug(), other.slug());
    }

    @Test
    void theWayThroughTheWallEndsWithinTheTransaction() {
        of(one).call(() -> transaction.execute(_ -> {
            assertThat(teams()).containsExactly(one.slug());
            assertThat(AllTeams.call(this::teams)).contains(one.slug(), other.slug());
            assertThat(teams()).containsExactly(one.slug());
            return 0;
        }));
    }

    @Test
    void aSavepointThatIsRolledBackDoesNotOpenTheWall() {
        transaction.executeWithoutResult(status -> {
            Object savepoint = status.createSavepoint();
            of(one).call(this::teams);
            status.rollbackToSavepoint(savepoint);
            assertThat(of(one).call(this::teams)).containsExactly(one.slug());
        });
    }

    @Test
    void aThreadThatARequestStartsSeesNoMoreThanTheRequest() throws InterruptedException {
        AtomicReference<List<String>> seen = new AtomicReference<>(List.of());
        Thread thread = of(one).call(() -> Thread.ofVirtual().unstarted(() -> seen.set(teams())));
        thread.start();
        thread.join();

        assertThat(seen.get()).containsExactly(one.slug());
    }

    @Test
    void nobodyChangesWhatIsAnotherTeams() {
        people.member(other, TeamRole.MEMBER);
        assertThatThrownBy(() -> of(one).call(() ->
                        jdbc.sql("""
                                insert into user_given_team_role (user_id, team_id, role)
                                select id, :team, 'MEMBER' from user_account limit 1
                                """).param("team", other.id().value()).update()))
                .hasStackTraceContaining("row-level security");
        assertThat(new TeamScope.Nobody()
                        .call(() -> jdbc.sql("delete from user_given_team_role").update()))
                .isZero();
    }

    private String cluster(String name) {
        AllTeams.run(() -> jdbc.sql("""
                        insert into cluster (name, title, registered_at, state, state_since)
                        values (:name, :name, now(), 'ACTIVE', now())
                        """).param("name", name).update());
        return name;
    }

    private List<String> teams() {
        return jdbc.sql(TEAMS).query(String.class).list();
    }

    private static TeamScope of(Team team) {
        return new TeamScope.Of(UUID.randomUUID(), Set.of(team.id().value()));
    }
}
