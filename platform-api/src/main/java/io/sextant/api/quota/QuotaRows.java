package io.sextant.api.quota;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the balances with the organisation's tree around them, and writes what administration changes in them. */
@Repository
class QuotaRows {
    private static final String TREE = """
            with recursive tree (id, parent_id, kind, slug, name, depth, place) as (
                select id, parent_id, kind, slug, name, 0, array[name, slug] from org_node where parent_id is null
                union all
                select n.id, n.parent_id, n.kind, n.slug, n.name, t.depth + 1, t.place || array[n.name, n.slug]
                  from org_node n
                  join tree t on t.id = n.parent_id
            )
            """;
    private static final String PATH = """
            with recursive path (id, parent_id, kind, slug, name, step) as (
                select id, parent_id, kind, slug, name, 0 from org_node where id = :node
                union all
                select n.id, n.parent_id, n.kind, n.slug, n.name, p.step + 1
                  from org_node n
                  join path p on p.parent_id = n.id
            )
            """;
    private static final String SHAPE = "shape of the quota tree";
    private static final String NODE = "n.id, n.parent_id, n.kind, n.slug, n.name";
    private static final String BALANCE = """
            b.cluster, b.gpu_product, b.guaranteed_gpus, b.burst_limit_gpus, b.lendable_gpus, b.overcommitted,
            b.assigned_gpus, b.contested, b.held_gpus, b.held_production_gpus, b.claimed_gpus, b.production_gpus, b.kept_gpus,
            b.revision
            """;

    private final JdbcClient jdbc;

    QuotaRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every node, parents before their children. */
    List<QuotaNode> nodes() {
        return jdbc.sql(TREE + "select " + NODE + ", n.depth from tree n order by n.place")
                .query((row, _) -> node(row, row.getInt("depth")))
                .list();
    }

    /** The tree of every pool in which anybody was given quota on a cluster that is not retired, its sums made anew. */
    List<QuotaTree> trees() {
        return keptTrees().stream().map(QuotaTree::counted).toList();
    }

    /** The same with the sums as they are kept. */
    List<QuotaTree> keptTrees() {
        List<QuotaNode> nodes = nodes();
        Map<QuotaPool, Map<UUID, BalanceRow>> pools = new TreeMap<>();
        jdbc.sql("select b.node_id, " + BALANCE + """
                  from quota_balance b
                  join cluster c on c.name = b.cluster
                 where c.state <> 'RETIRED'
                """).query(row -> {
            pools.computeIfAbsent(pool(row), _ -> new LinkedHashMap<>())
                    .put(row.getObject("node_id", UUID.class), balance(row));
        });
        return pools.entrySet().stream()
                .map(pool -> tree(pool.getKey(), nodes, pool.getValue()))
                .toList();
    }

    /** One pool's, with the sums as they are kept. */
    QuotaTree tree(QuotaPool pool) {
        Map<UUID, BalanceRow> balances = new LinkedHashMap<>();
        jdbc.sql("select b.node_id, " + BALANCE + """
                  from quota_balance b
                 where b.cluster = :cluster and b.gpu_product = :product
                """)
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .query(row -> {
                    balances.put(row.getObject("node_id", UUID.class), balance(row));
                });
        return tree(pool, nodes(), balances);
    }

    /**
     * The tree of a pool that nothing else changes until the transaction ends.
     *
     * <p>Locked are the deepest nodes first, as bookings lock them on their way up, so that nobody waits in a circle.
     */
    QuotaTree lockedTree(QuotaPool pool) {
        lockPool(pool);
        jdbc.sql(TREE + """
                        select b.node_id
                          from quota_balance b
                          join tree t on t.id = b.node_id
                         where b.cluster = :cluster and b.gpu_product = :product
                         order by t.depth desc, b.node_id
                           for no key update of b
                        """)
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .query(row -> {});
        return tree(pool);
    }

    /** Keeps everybody else from changing limits of the pool, and the tree's shape; bookings go on. */
    void lockPool(QuotaPool pool) {
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtextextended(:shape, 0))")
                .param("shape", SHAPE)
                .query(row -> {});
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:pool, 0))")
                .param("pool", "quota of " + pool)
                .query(row -> {});
    }

    /**
     * Keeps everybody from giving quota or taking GPUs until the transaction ends, in which the tree gets another shape.
     *
     * <p>Administration comes first, which waits for the shape before it locks any row; then those who book have ended.
     */
    void lockShape() {
        lockAdministration();
        jdbc.sql("lock table quota_balance in share row exclusive mode").update();
    }

    /** Keeps everybody from giving quota until the transaction ends; GPUs are taken as before. */
    void lockAdministration() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:shape, 0))")
                .param("shape", SHAPE)
                .query(row -> {});
    }

    /** The pools that anybody was ever given quota in, on retired clusters too. */
    List<QuotaPool> pools() {
        return jdbc.sql("select distinct cluster, gpu_product from quota_balance order by cluster, gpu_product")
                .query((row, _) -> pool(row))
                .list();
    }

    /** From a node to the root, in one pool. */
    QuotaPath path(UUID node, QuotaPool pool) {
        return new QuotaPath(jdbc.sql(PATH + "select " + NODE + ", " + BALANCE + """
                          from path n
                          left join quota_balance b
                            on b.node_id = n.id and b.cluster = :cluster and b.gpu_product = :product
                         order by n.step
                        """)
                .param("node", node)
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .query((row, _) -> step(row))
                .list());
    }

    /** From a node to the root, in every pool that it was given quota of, by cluster and product. */
    Map<QuotaPool, QuotaPath> paths(UUID node) {
        Map<QuotaPool, List<QuotaPath.Step>> steps = new TreeMap<>();
        jdbc.sql(PATH + "select own.cluster as own_cluster, own.gpu_product as own_product, " + NODE + ", " + BALANCE
                        + """
                          from quota_balance own
                         cross join path n
                          left join quota_balance b
                            on b.node_id = n.id and b.cluster = own.cluster and b.gpu_product = own.gpu_product
                         where own.node_id = :node
                         order by n.step
                        """)
                .param("node", node)
                .query(row -> {
                    steps.computeIfAbsent(
                                    new QuotaPool(row.getString("own_cluster"), row.getString("own_product")),
                                    _ -> new ArrayList<>())
                            .add(step(row));
                });
        Map<QuotaPool, QuotaPath> paths = new LinkedHashMap<>();
        steps.forEach((pool, path) -> paths.put(pool, new QuotaPath(path)));
        return paths;
    }

    /** Writes what differs between two states of one tree. */
    void write(QuotaTree before, QuotaTree after) {
        for (QuotaPath.Step step : after.steps()) {
            BalanceRow balance = step.balance();
            BalanceRow stored = before.step(step.node().id()).balance();
            boolean sameTerms = balance.terms().equals(stored.terms());
            // A node that was never given anything needs no row to say so.
            if (!balance.equals(stored) && !(sameTerms && stored.revision() == 0)) {
                write(step.node().id(), after.pool(), balance, sameTerms);
            }
        }
    }

    private void write(UUID node, QuotaPool pool, BalanceRow balance, boolean sameTerms) {
        jdbc.sql("""
                        insert into quota_balance as held
                               (node_id, cluster, gpu_product, guaranteed_gpus, burst_limit_gpus, lendable_gpus, overcommitted,
                                assigned_gpus, contested, claimed_gpus, production_gpus, excess_gpus, production_excess_gpus,
                                kept_gpus)
                        values (:node, :cluster, :product, :guaranteed, :burst, :lendable, :overcommitted,
                                :assigned, :contested, :claimed, :production, :excess, :productionExcess,
                                :kept)
                        on conflict on constraint quota_balance_pk do update
                           set guaranteed_gpus        = excluded.guaranteed_gpus,
                               burst_limit_gpus       = excluded.burst_limit_gpus,
                               lendable_gpus          = excluded.lendable_gpus,
                               overcommitted          = excluded.overcommitted,
                               assigned_gpus          = excluded.assigned_gpus,
                               contested              = excluded.contested,
                               claimed_gpus           = excluded.claimed_gpus,
                               production_gpus        = excluded.production_gpus,
                               excess_gpus            = excluded.excess_gpus,
                               production_excess_gpus = excluded.production_excess_gpus,
                               kept_gpus              = excluded.kept_gpus,
                               revision               = held.revision + :step
                        """)
                .param("node", node)
                .param("cluster", pool.cluster())
                .param("product", pool.gpuProduct())
                .param("guaranteed", balance.terms().guaranteedGpus())
                .param("burst", balance.terms().burstLimitGpus())
                .param("lendable", balance.terms().lendableGpus())
                .param("overcommitted", balance.terms().overcommitted())
                .param("assigned", balance.assignedGpus())
                .param("contested", balance.contested())
                .param("claimed", balance.claimedGpus())
                .param("production", balance.productionGpus())
                .param("excess", balance.excessGpus())
                .param("productionExcess", balance.productionExcessGpus())
                .param("kept", balance.keptGpus())
                .param("step", sameTerms ? 0 : 1)
                .update();
    }

    Optional<QuotaNode> nodeNamed(String slug) {
        return nodes().stream().filter(node -> node.slug().equals(slug)).findFirst();
    }

    private static QuotaTree tree(QuotaPool pool, List<QuotaNode> nodes, Map<UUID, BalanceRow> balances) {
        return QuotaTree.of(
                pool,
                nodes.stream()
                        .map(node -> new QuotaPath.Step(node, balances.getOrDefault(node.id(), BalanceRow.ABSENT)))
                        .toList());
    }

    private static QuotaPath.Step step(ResultSet row) throws SQLException {
        boolean absent = row.getString("cluster") == null;
        return new QuotaPath.Step(node(row, 0), absent ? BalanceRow.ABSENT : balance(row));
    }

    private static QuotaNode node(ResultSet row, int depth) throws SQLException {
        return new QuotaNode(
                row.getObject("id", UUID.class),
                row.getObject("parent_id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                QuotaNode.Kind.valueOf(row.getString("kind")),
                depth);
    }

    private static QuotaPool pool(ResultSet row) throws SQLException {
        return new QuotaPool(row.getString("cluster"), row.getString("gpu_product"));
    }

    private static BalanceRow balance(ResultSet row) throws SQLException {
        return new BalanceRow(
                new QuotaTerms(
                        row.getInt("guaranteed_gpus"),
                        row.getInt("burst_limit_gpus"),
                        row.getInt("lendable_gpus"),
                        row.getBoolean("overcommitted")),
                row.getInt("assigned_gpus"),
                row.getBoolean("contested"),
                row.getInt("held_gpus"),
                row.getInt("held_production_gpus"),
                row.getInt("claimed_gpus"),
                row.getInt("production_gpus"),
                row.getInt("kept_gpus"),
                row.getInt("revision"));
    }
}
