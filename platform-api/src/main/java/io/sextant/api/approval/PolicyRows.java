package io.sextant.api.approval;

import io.sextant.api.quota.QuotaClass;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.TeamId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The versions of policies; they are only ever added. */
@Repository
class PolicyRows {
    private static final String NEWEST = """
            select p.*, n.slug, n.name as node_name
              from (select distinct on (policy_id) * from approval_policy order by policy_id, revision desc) p
              join org_node n on n.id = p.node_id
            """;

    private final JdbcClient jdbc;

    PolicyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those in force, by node and in their order. */
    List<ApprovalPolicy> inForce() {
        return jdbc.sql(NEWEST
                        + "where p.in_force order by n.kind <> 'ORGANISATION', n.kind, n.name, p.position, p.policy_id")
                .query((row, _) -> policy(row))
                .list();
    }

    /** Those in force for a team, from its own to those of the root, those of a node in their order. */
    List<ApprovalPolicy> above(TeamId team) {
        return jdbc.sql("""
                        with recursive path (id, parent_id, step) as (
                            select id, parent_id, 0 from org_node where id = :team
                            union all
                            select n.id, n.parent_id, p.step + 1 from path p join org_node n on n.id = p.parent_id
                        )
                        select p.*, n.slug, n.name as node_name
                          from (select distinct on (policy_id) *
                                  from approval_policy
                                 where node_id in (select id from path)
                                 order by policy_id, revision desc) p
                          join org_node n on n.id = p.node_id
                          join path on path.id = p.node_id
                         where p.in_force
                         order by path.step, p.position, p.policy_id
                        """)
                .param("team", team.value())
                .query((row, _) -> policy(row))
                .list();
    }

    Optional<ApprovalPolicy> find(UUID id) {
        return jdbc.sql(NEWEST + "where p.policy_id = :id")
                .param("id", id)
                .query((row, _) -> policy(row))
                .optional();
    }

    /** All its versions, newest first. */
    List<ApprovalPolicy> versions(UUID id) {
        return jdbc.sql("""
                        select p.*, n.slug, n.name as node_name
                          from approval_policy p
                          join org_node n on n.id = p.node_id
                         where p.policy_id = :id
                         order by p.revision desc
                        """).param("id", id).query((row, _) -> policy(row)).list();
    }

    Optional<UUID> node(String slug) {
        return jdbc.sql("select id from org_node where slug = :slug")
                .param("slug", slug)
                .query(UUID.class)
                .optional();
    }

    /** Adds a version; false where somebody has added one of this revision before. */
    boolean add(UUID id, int revision, UUID node, PolicyTerms terms, boolean inForce, Actor by, Instant now) {
        PolicyConditions conditions = terms.conditions();
        return jdbc.sql("""
                            insert into approval_policy
                                   (policy_id, revision, node_id, position, name, min_monthly_cost, min_quota_percent, gpu_products,
                                    quota_classes, models, stages, hold_hours, in_force, changed_by, changed_by_name, changed_at)
                            values (:id, :revision, :node, :position, :name, :cost, :percent, cast(:products as text[]),
                                    cast(:classes as text[]), cast(:models as text[]), cast(:stages as text[]), :hold, :inForce,
                                    :by, :byName, :at)
                                on conflict on constraint approval_policy_pk do nothing
                            """)
                        .param("id", id)
                        .param("revision", revision)
                        .param("node", node)
                        .param("position", terms.position())
                        .param("name", terms.name())
                        .param("cost", conditions.monthlyCostFrom())
                        .param("percent", conditions.quotaPercentFrom())
                        .param("products", sorted(conditions.gpuProducts()))
                        .param("classes", sorted(conditions.quotaClasses()))
                        .param("models", sorted(conditions.models()))
                        .param("stages", terms.stages().stream().map(Enum::name).toArray(String[]::new))
                        .param("hold", terms.holdHours())
                        .param("inForce", inForce)
                        .param("by", by.id().value())
                        .param("byName", by.displayName())
                        .param("at", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private static String[] sorted(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().toArray(String[]::new);
    }

    private static ApprovalPolicy policy(ResultSet row) throws SQLException {
        PolicyConditions conditions = new PolicyConditions(
                row.getBigDecimal("min_monthly_cost"),
                row.getObject("min_quota_percent", Integer.class),
                texts(row, "gpu_products").stream().collect(Collectors.toSet()),
                texts(row, "quota_classes").stream().map(QuotaClass::valueOf).collect(Collectors.toSet()),
                texts(row, "models").stream().collect(Collectors.toSet()));
        return new ApprovalPolicy(
                row.getObject("policy_id", UUID.class),
                row.getInt("revision"),
                row.getObject("node_id", UUID.class),
                row.getString("slug"),
                row.getString("node_name"),
                new PolicyTerms(
                        row.getString("name"),
                        row.getInt("position"),
                        conditions,
                        texts(row, "stages").stream().map(Approver::valueOf).toList(),
                        row.getInt("hold_hours")),
                row.getBoolean("in_force"),
                row.getString("changed_by_name"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.asList((String[]) array.getArray());
    }
}
