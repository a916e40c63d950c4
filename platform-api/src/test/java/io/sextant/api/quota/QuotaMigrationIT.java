package io.sextant.api.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.testing.TestPostgres;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Carries an installation with limits of teams over to the tree of quotas. */
class QuotaMigrationIT {
    private static final QuotaPool POOL = new QuotaPool("east", "H100");

    @Test
    void givesTeamsWhatTheyHadAndTheNodesAboveTheSum() {
        JdbcConnectionDetails database = TestPostgres.freshDatabase();
        DriverManagerDataSource source = new DriverManagerDataSource(
                database.getJdbcUrl(), String.valueOf(database.getUsername()), String.valueOf(database.getPassword()));
        JdbcClient jdbc = JdbcClient.create(source);
        Flyway.configure().dataSource(source).target("202611230199?").load().migrate();
        anInstallation(jdbc);

        Flyway.configure().dataSource(source).load().migrate();

        QuotaTree kept = new QuotaRows(jdbc).tree(POOL);
        assertThat(kept.steps()).isEqualTo(kept.counted().steps());
        assertThat(standing(kept, "chat").terms()).isEqualTo(QuotaTerms.exactly(8));
        assertThat(standing(kept, "chat").usedGpus()).isEqualTo(5);
        assertThat(standing(kept, "chat").freeForProductionGpus()).isEqualTo(3);
        // Its limit was lowered below what it holds: that may stay.
        assertThat(standing(kept, "search").usedGpus()).isEqualTo(6);
        assertThat(standing(kept, "search").freeGpus()).isZero();
        assertThat(standing(kept, "care").terms()).isEqualTo(QuotaTerms.exactly(12));
        assertThat(standing(kept, "root").terms()).isEqualTo(QuotaTerms.exactly(12));
        assertThat(standing(kept, "root").usedGpus()).isEqualTo(11);
        assertThat(jdbc.sql("select distinct quota_class from quota_entry")
                        .query(String.class)
                        .list())
                .containsExactly("ONLINE_PRODUCTION");
    }

    private static void anInstallation(JdbcClient jdbc) {
        UUID root = node(jdbc, null, "ORGANISATION", "root");
        UUID care = node(jdbc, root, "DEPARTMENT", "care");
        UUID chat = node(jdbc, care, "TEAM", "chat");
        UUID search = node(jdbc, care, "TEAM", "search");
        jdbc.sql("""
                        insert into cluster (name, title, registered_at, state, state_since)
                        values ('east', 'East', now(), 'ACTIVE', now())
                        """).update();
        limit(jdbc, chat, 8, 5, 0);
        limit(jdbc, search, 4, 6, 2);
        jdbc.sql("""
                        insert into quota_entry (holder, revision, kind, team_id, cluster, gpu_product, gpus, at)
                        values (:holder, 1, 'HOLD', :team, 'east', 'H100', 5, now())
                        """).param("holder", UUID.randomUUID()).param("team", chat).update();
    }

    private static void limit(JdbcClient jdbc, UUID team, int limit, int used, int excess) {
        jdbc.sql("""
                        insert into team_quota (team_id, cluster, gpu_product, limit_gpus, used_gpus, excess_gpus)
                        values (:team, 'east', 'H100', :limit, :used, :excess)
                        """)
                .param("team", team)
                .param("limit", limit)
                .param("used", used)
                .param("excess", excess)
                .update();
    }

    private static UUID node(JdbcClient jdbc, UUID parent, String kind, String slug) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into org_node (id, parent_id, kind, slug, name, created_at)
                        values (:id, cast(:parent as uuid), :kind, :slug, :slug, now())
                        """)
                .param("id", id)
                .param("parent", parent == null ? null : parent.toString())
                .param("kind", kind)
                .param("slug", slug)
                .update();
        return id;
    }

    private static QuotaStanding standing(QuotaTree tree, String slug) {
        return tree.steps().stream()
                .map(QuotaPath.Step::node)
                .filter(node -> node.slug().equals(slug))
                .findFirst()
                .map(node -> tree.standing(node.id()))
                .orElseThrow();
    }
}
