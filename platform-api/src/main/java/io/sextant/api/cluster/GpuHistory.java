package io.sextant.api.cluster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many GPUs clusters had, and when.
 *
 * <p>Two reports that agree and are not long apart vouch for the time between them. Of a longer silence nothing is believed.
 */
@Component
public class GpuHistory {
    /** Deployers report each minute, so this is more than a slow network. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    GpuHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whole GPUs of a product that a cluster is known to have had.
     *
     * @param until the next report, or the last one before a silence
     */
    public record Span(String cluster, String gpuProduct, int gpus, Instant from, Instant until) {}

    /** What is known of the time between two moments, cut where it goes beyond; a report shortly before the end reaches to it. */
    @Transactional(readOnly = true)
    public List<Span> between(Instant from, Instant until) {
        return jdbc.sql("""
                        select cluster, gpu_product, gpus, greatest(since, :from) as since,
                               case when last and seen_until >= :lately then :until
                                    else least(seen_until, :until) end as seen_until
                          from (select s.*, row_number() over (partition by cluster, gpu_product order by since desc) = 1 as last
                                  from cluster_gpu_span s
                                 where since < :until) known
                         where seen_until > :from or (last and seen_until >= :lately)
                         order by cluster, gpu_product, since
                        """)
                .param("from", utc(from))
                .param("until", utc(until))
                .param("lately", utc(until.minus(LONGEST_SILENCE)))
                .query((row, _) -> span(row))
                .list();
    }

    /** The clusters that ever reported GPUs, by name. */
    @Transactional(readOnly = true)
    public List<String> clusters() {
        return jdbc.sql("select distinct cluster from cluster_gpu_span order by cluster")
                .query(String.class)
                .list();
    }

    /** Takes a report that is newer than all before it; the caller's transaction keeps others of the cluster away. */
    @Transactional(propagation = Propagation.MANDATORY)
    void note(String cluster, Instant at, Map<String, Integer> gpus) {
        Map<String, Span> last = last(cluster);
        TreeSet<String> products = new TreeSet<>(last.keySet());
        products.addAll(gpus.keySet());
        for (String product : products) {
            note(last.get(product), new Span(cluster, product, gpus.getOrDefault(product, 0), at, at));
        }
    }

    private void note(@Nullable Span before, Span now) {
        if (before == null || now.from().isAfter(before.until().plus(LONGEST_SILENCE))) {
            begin(now);
        } else if (now.from().isAfter(before.until())) {
            extend(before, now.from());
            if (before.gpus() != now.gpus()) {
                begin(now);
            }
        }
    }

    private void extend(Span span, Instant until) {
        jdbc.sql("""
                        update cluster_gpu_span set seen_until = :until
                         where cluster = :cluster and gpu_product = :product and since = :since
                        """)
                .param("until", utc(until))
                .param("cluster", span.cluster())
                .param("product", span.gpuProduct())
                .param("since", utc(span.from()))
                .update();
    }

    private void begin(Span span) {
        jdbc.sql("""
                        insert into cluster_gpu_span (cluster, gpu_product, since, seen_until, gpus)
                        values (:cluster, :product, :since, :since, :gpus)
                        """)
                .param("cluster", span.cluster())
                .param("product", span.gpuProduct())
                .param("since", utc(span.from()))
                .param("gpus", span.gpus())
                .update();
    }

    private Map<String, Span> last(String cluster) {
        Map<String, Span> last = new HashMap<>();
        jdbc.sql("""
                        select distinct on (gpu_product) cluster, gpu_product, gpus, since, seen_until
                          from cluster_gpu_span
                         where cluster = :cluster
                         order by gpu_product, since desc
                        """)
                .param("cluster", cluster)
                .query((row, _) -> last.put(row.getString("gpu_product"), span(row)))
                .list();
        return last;
    }

    private static Span span(ResultSet row) throws SQLException {
        return new Span(
                row.getString("cluster"),
                row.getString("gpu_product"),
                row.getInt("gpus"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("seen_until", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
