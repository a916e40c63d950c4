package io.sextant.api.cluster;

import io.sextant.api.problem.PlatformProblem;
import io.sextant.contract.observed.ClusterInventory;
import io.sextant.contract.observed.GpuNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what clusters were last reported to consist of, and tells it together with how fresh it is. */
@Service
@Transactional
public class ClusterInventories {
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final String CAPACITY = """
            select c.name, c.title, c.state, c.state_since, c.state_by, c.revision, c.last_heard_at, i.inventory
              from cluster c
              left join cluster_inventory i on i.cluster = c.name
            """;

    private final GpuHistory history;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ClusterInventories(GpuHistory history, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.history = history;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Takes a report; one that was observed before the report already held changes nothing. */
    public void report(String cluster, ClusterInventory inventory) {
        requireSaneTime(inventory.observedAt());
        if (keep(cluster, inventory)) {
            history.note(cluster, inventory.observedAt(), wholeGpus(inventory));
        }
        heard(cluster);
    }

    private static Map<String, Integer> wholeGpus(ClusterInventory inventory) {
        return inventory.nodes().stream()
                .filter(GpuNode::countsWholeGpus)
                .collect(Collectors.groupingBy(GpuNode::gpuProduct, Collectors.summingInt(GpuNode::allocatableGpus)));
    }

    private boolean keep(String cluster, ClusterInventory inventory) {
        return jdbc.sql("""
                        insert into cluster_inventory as held (cluster, observed_at, received_at, inventory)
                        values (:cluster, :observedAt, :receivedAt, cast(:inventory as jsonb))
                        on conflict on constraint cluster_inventory_pk do update
                           set observed_at = excluded.observed_at,
                               received_at = excluded.received_at,
                               inventory   = excluded.inventory
                         where held.observed_at <= excluded.observed_at
                        """)
                        .param("cluster", cluster)
                        .param("observedAt", utc(inventory.observedAt()))
                        .param("receivedAt", utc(clock.instant()))
                        .param("inventory", json.writeValueAsString(inventory))
                        .update()
                > 0;
    }

    /** Notes that the cluster's deployer called just now. */
    public void heard(String cluster) {
        jdbc.sql("update cluster set last_heard_at = :now where name = :cluster")
                .param("now", utc(clock.instant()))
                .param("cluster", cluster)
                .update();
    }

    /** Every cluster that is not retired with its last inventory, by name. */
    @Transactional(readOnly = true)
    public List<ClusterCapacity> all() {
        return jdbc.sql(CAPACITY + " where c.state <> 'RETIRED' order by c.name")
                .query((row, n) -> capacity(row))
                .list();
    }

    /** One cluster, retired or not, with its last inventory. */
    @Transactional(readOnly = true)
    public ClusterCapacity named(String cluster) {
        return jdbc.sql(CAPACITY + " where c.name = :cluster")
                .param("cluster", cluster)
                .query((row, n) -> capacity(row))
                .optional()
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "cluster", cluster, "GET /api/v1/clusters lists the clusters there are."));
    }

    /** What the cluster's deployer reported last, word for word; empty before the first report. */
    @Transactional(readOnly = true)
    public Optional<ClusterInventory> reported(String cluster) {
        return jdbc.sql("select inventory from cluster_inventory where cluster = :cluster")
                .param("cluster", cluster)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, ClusterInventory.class));
    }

    // A report from the future would win over every later one.
    private void requireSaneTime(Instant observedAt) {
        Instant now = clock.instant();
        if (observedAt.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw new PlatformProblem.Invalid(
                    "/observedAt",
                    "in-the-future",
                    "observedAt " + observedAt + " is ahead of the platform's clock (" + now
                            + "): set the clock of the cluster's nodes.");
        }
    }

    private ClusterCapacity capacity(ResultSet row) throws SQLException {
        String inventory = row.getString("inventory");
        return ClusterCapacity.of(
                row.getString("name"),
                row.getString("title"),
                new ClusterState(
                        ClusterState.Kind.valueOf(row.getString("state")),
                        row.getObject("state_since", OffsetDateTime.class).toInstant(),
                        row.getString("state_by")),
                row.getInt("revision"),
                instant(row, "last_heard_at"),
                inventory == null ? null : json.readValue(inventory, ClusterInventory.class),
                clock.instant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
