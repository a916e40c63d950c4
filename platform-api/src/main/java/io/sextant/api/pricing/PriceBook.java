package io.sextant.api.pricing;

import io.sextant.api.problem.PlatformProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The organisation's prices; a price once recorded never changes, a later one takes over from its own moment on. */
@Service
@Transactional(readOnly = true)
public class PriceBook {
    private static final String COLUMNS =
            "select id, cluster, gpu, usd_per_gpu_hour, effective_from, source, read_on from gpu_price ";

    private final JdbcClient jdbc;

    PriceBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The price in force at that moment on that cluster: its own, else the one of all clusters. */
    public Price price(String cluster, String gpu, Instant at) {
        return find(cluster, gpu, at)
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "price",
                        gpu + " on " + cluster + " at " + at,
                        "Ask a platform administrator to record a price for " + gpu + "."));
    }

    /** The price in force, or empty where nobody has recorded one. */
    public Optional<Price> find(String cluster, String gpu, Instant at) {
        return jdbc.sql(COLUMNS + """
                        where gpu = :gpu
                          and (cluster = :cluster or cluster is null)
                          and effective_from <= :at
                        order by cluster nulls last, effective_from desc
                        limit 1
                        """)
                .param("gpu", gpu)
                .param("cluster", cluster)
                .param("at", Timestamp.from(at))
                .query(PriceBook::price)
                .optional();
    }

    /** The price of every GPU product that has one at that moment on that cluster, by the product's name. */
    public Map<String, Price> pricesOn(String cluster, Instant at) {
        Map<String, Price> byGpu = new TreeMap<>();
        jdbc.sql("""
                        select distinct on (gpu) id, cluster, gpu, usd_per_gpu_hour, effective_from, source, read_on
                          from gpu_price
                         where (cluster = :cluster or cluster is null) and effective_from <= :at
                         order by gpu, cluster nulls last, effective_from desc
                        """)
                .param("cluster", cluster)
                .param("at", Timestamp.from(at))
                .query(PriceBook::price)
                .list()
                .forEach(price -> byGpu.put(price.gpu(), price));
        return Collections.unmodifiableMap(byGpu);
    }

    /** Every price in force at that moment: those of all clusters and those of single ones. */
    public List<Price> inForce(Instant at) {
        return jdbc.sql("""
                        select distinct on (gpu, cluster) id, cluster, gpu, usd_per_gpu_hour, effective_from, source, read_on
                          from gpu_price
                         where effective_from <= :at
                         order by gpu, cluster nulls first, effective_from desc
                        """)
                .param("at", Timestamp.from(at))
                .query(PriceBook::price)
                .list();
    }

    /** Every price a GPU product ever had or will have, latest first. */
    public List<Price> history(String gpu) {
        return jdbc.sql(COLUMNS + "where gpu = :gpu order by effective_from desc, cluster nulls first")
                .param("gpu", gpu)
                .query(PriceBook::price)
                .list();
    }

    private static Price price(ResultSet row, int number) throws SQLException {
        return new Price(
                new PriceId(row.getObject("id", UUID.class)),
                row.getString("cluster"),
                row.getString("gpu"),
                row.getBigDecimal("usd_per_gpu_hour").stripTrailingZeros(),
                row.getObject("effective_from", OffsetDateTime.class).toInstant(),
                row.getString("source"),
                row.getObject("read_on", LocalDate.class));
    }
}
