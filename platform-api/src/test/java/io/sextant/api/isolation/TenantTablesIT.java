package io.sextant.api.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.api.testing.ApiTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds the schema against the wall: what a team owns is walled off, and what requests may touch is known. */
@ApiTest
class TenantTablesIT {
    private static final String REMEDY = """
            In the migration that makes the table, call wall_off (rows belong to teams) or open_up (they do not), and list it here
            with the reason if it is opened up or refers to teams without belonging to one. docs/adr/026 says how.
            """;

    /** Requests may touch them, and their rows are no team's. */
    private static final Map<String, String> OPEN = Map.ofEntries(
            Map.entry("user_account", "people are the organisation's, and members are found by name"),
            Map.entry("user_given_platform_role", "roles for the whole organisation"),
            Map.entry("user_claimed_platform_role", "roles for the whole organisation"),
            Map.entry("cluster", "shared by all teams"),
            Map.entry("cluster_inventory", "nodes, shared by all teams"),
            Map.entry("cluster_gpu_span", "how many GPUs a cluster had, shared by all teams"),
            Map.entry("catalog_model", "the catalogue"),
            Map.entry("catalog_gpu", "the catalogue"),
            Map.entry("catalog_change", "tells instances that the catalogue changed"),
            Map.entry("gpu_price", "the price book"),
            Map.entry("measurement_set", "benchmarks, shared by all teams"),
            Map.entry("measurement_point", "benchmarks, shared by all teams"),
            Map.entry("metering_seal", "one moment"),
            Map.entry("closed_month", "months, without amounts"),
            Map.entry("charged_month", "months, without amounts"),
            Map.entry("deployment_start", "how long starts took by model and cluster; whose they were cannot be read"),
            Map.entry("desired_revision", "a number by cluster"),
            Map.entry("desired_change", "numbers by cluster and id, for deployers"),
            Map.entry("spring_session", "found by a random id"),
            Map.entry("spring_session_attributes", "found by a random id"),
            Map.entry("audit_entry", "appended to; only its number can be read"),
            Map.entry("audit_unlinked", "appended to; cannot be read"));

    /** They refer to people, as who did something, or to deployments, as what taught something, and belong to no team. */
    private static final Set<String> NOBODYS = Set.of(
            "user_given_platform_role",
            "user_claimed_platform_role",
            "catalog_change",
            "measurement_set",
            "measurement_point",
            "user_account",
            "deployment_start");

    @Autowired
    JdbcClient jdbc;

    @Test
    void everyTableThatRefersToATeamIsWalledOff() {
        Set<String> without = new TreeSet<>(referringToATeam());
        without.removeAll(walledOff());
        without.removeAll(NOBODYS);

        assertThat(without).as(REMEDY).isEmpty();
    }

    @Test
    void requestsTouchNothingThatIsNeitherWalledOffNorOpenForAReason() {
        Set<String> without = new TreeSet<>(touched());
        without.removeAll(walledOff());
        without.removeAll(OPEN.keySet());

        assertThat(without).as(REMEDY).isEmpty();
        assertThat(touched())
                .as("no reason is given for a table that is closed")
                .containsAll(OPEN.keySet());
        assertThat(walledOff()).doesNotContainAnyElementsOf(OPEN.keySet());
    }

    @Test
    void theWallIsMadeOfPoliciesForTheTenantsRoleAlone() {
        assertThat(names("""
                        select distinct c.relname
                          from pg_class c
                         where c.relrowsecurity
                           and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'own_team')
                        """)).isEmpty();
        assertThat(names("""
                        select distinct r.rolname
                          from pg_policy p
                         cross join unnest(p.polroles) as of (role)
                          left join pg_roles r on r.oid = of.role
                        """))
                .containsExactly("sextant_tenant_"
                        + jdbc.sql("select current_database()")
                                .query(String.class)
                                .single());
    }

    @Test
    void viewsAskAsWhoeverReadsThem() {
        assertThat(names("""
                        select relname
                          from pg_class
                         where relnamespace = current_schema()::regnamespace and relkind in ('v', 'm')
                           and not coalesce(reloptions @> array['security_invoker=true'], false)
                        """)).isEmpty();
    }

    @Test
    void aTableThatIsMadeAndForgottenIsFoundAndIsClosedToRequests() {
        jdbc.sql("create table forgotten (team_id uuid not null constraint forgotten_team_fk references org_node)")
                .update();
        try {
            assertThat(referringToATeam()).contains("forgotten");
            assertThat(walledOff()).doesNotContain("forgotten");
            assertThat(touched()).doesNotContain("forgotten");
        } finally {
            jdbc.sql("drop table forgotten").update();
        }
    }

    /** By a foreign key, however many tables away, or by a column that bears a team's name. */
    private List<String> referringToATeam() {
        return names("""
                with recursive referring (oid) as (
                    select 'org_node'::regclass::oid
                    union
                    select k.conrelid from pg_constraint k join referring r on k.confrelid = r.oid where k.contype = 'f'
                )
                select c.relname from referring r join pg_class c on c.oid = r.oid
                union
                select t.table_name::name
                  from information_schema.columns t
                  join information_schema.tables b using (table_schema, table_name)
                 where t.table_schema = current_schema() and b.table_type = 'BASE TABLE'
                   and t.column_name in ('team_id', 'node_id', 'deployment_id', 'team_slug', 'node_slug')
                """);
    }

    private List<String> walledOff() {
        return names("select relname from pg_class where relrowsecurity and relkind in ('r', 'p')");
    }

    /** What the tenants' role was granted anything on, or on a column of it. */
    private List<String> touched() {
        return names("""
                select c.relname
                  from pg_class c
                 where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
                   and has_any_column_privilege('sextant_tenant_' || current_database(), c.oid,
                                                'select, insert, update, references')
                """);
    }

    private List<String> names(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
