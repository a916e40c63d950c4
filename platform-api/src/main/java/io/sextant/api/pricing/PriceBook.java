package io.sextant.api.pricing;

import io.sextant.api.problem.PlatformProblem;
import java.math.BigDecimal;
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
    /** The last word on each product and cluster up to a moment: a price, or that there is none any more. */
    private static final String LATEST = """
            select * from (
                select distinct on (gpu, cluster)
                       id, cluster, gpu, usd_per_gpu_hour, effective_from, source, read_on, ended,
                       burst_usd_per_gpu_hour
                  from gpu_price
                 where effective_from <= :at and withdrawn_at is null
                 order by gpu, cluster, effective_from desc, ended desc) latest
             where not ended
            """;

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
        return jdbc.sql(LATEST + """
                        and gpu = :gpu and (cluster = :cluster or cluster is null)
                        order by cluster nulls last
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
        jdbc.sql(LATEST + """
                        and (cluster = :cluster or cluster is null)
                        order by gpu, cluster nulls first
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
        return jdbc.sql(LATEST + "order by gpu, cluster nulls first")
                .param("at", Timestamp.from(at))
                .query(PriceBook::price)
                .list();
    }

    /** Every price a GPU product ever had or will have, latest first, each with how long it holds. */
    public List<PriceEntry> history(String gpu) {
        return jdbc.sql("""
                        select * from (
                            select id, cluster, gpu, usd_per_gpu_hour, burst_usd_per_gpu_hour, effective_from, source,
                                   read_on, ended, recorded_by, withdrawn_at, withdrawn_by, withdrawn_because,
                                   lead(effective_from) over following as held_until,
                                   lead(ended) over following as held_to_end,
                                   lead(id) over following as end_id,
                                   lead(source) over following as end_reason,
                                   lead(recorded_by) over following as ended_by
                              from gpu_price
                             where gpu = :gpu
                            window following as (
                                partition by cluster, withdrawn_at is null order by effective_from, ended)) entry
                         where not ended
                         order by effective_from desc, cluster nulls first, withdrawn_at desc nulls first
                        """).param("gpu", gpu).query(PriceBook::entry).list();
    }

    /** What takes over after that moment, in order. */
    public List<PlannedStep> planned(Instant at) {
        return jdbc.sql("""
                        select id, cluster, gpu, usd_per_gpu_hour, effective_from, source, read_on, ended,
                               burst_usd_per_gpu_hour
                          from gpu_price
                         where effective_from > :at and withdrawn_at is null
                         order by gpu, cluster nulls first, effective_from, ended
                        """)
                .param("at", Timestamp.from(at))
                .query((row, n) -> new PlannedStep(
                        new PriceId(row.getObject("id", UUID.class)),
                        row.getString("cluster"),
                        row.getString("gpu"),
                        moment(row, "effective_from"),
                        row.getBoolean("ended") ? Optional.empty() : Optional.of(price(row, n)),
                        row.getString("source")))
                .list();
    }

    /** Every price there ever was and is to be. */
    public PriceTimeline timeline() {
        return new PriceTimeline(jdbc.sql("""
                        select id, cluster, gpu, usd_per_gpu_hour, effective_from, source, read_on, ended,
                               burst_usd_per_gpu_hour
                          from gpu_price
                         where withdrawn_at is null
                        """)
                .query((row, n) -> new PriceTimeline.Step(
                        row.getString("cluster"),
                        row.getString("gpu"),
                        moment(row, "effective_from"),
                        row.getBoolean("ended") ? Optional.empty() : Optional.of(price(row, n))))
                .list());
    }

    /** The price of that id with how long it holds. */
    public PriceEntry entry(PriceId id) {
        return jdbc.sql("select gpu from gpu_price where id = :id and not ended")
                .param("id", id.value())
                .query(String.class)
                .optional()
                .flatMap(gpu -> history(gpu).stream()
                        .filter(entry -> entry.price().id().equals(id))
                        .findFirst())
                .orElseThrow(() -> new PlatformProblem.NotFound(
                        "price", id.toString(), "The price history of the GPU product lists the prices there are."));
    }

    private static PriceEntry entry(ResultSet row, int number) throws SQLException {
        Price price = price(row, number);
        String recordedBy = row.getString("recorded_by");
        if (row.getObject("withdrawn_at") != null) {
            PriceEntry.Withdrawal withdrawal = new PriceEntry.Withdrawal(
                    moment(row, "withdrawn_at"), row.getString("withdrawn_because"), row.getString("withdrawn_by"));
            return new PriceEntry(price, recordedBy, null, null, withdrawal);
        }
        boolean ended = row.getBoolean("held_to_end");
        return new PriceEntry(
                price,
                recordedBy,
                row.getObject("held_until") == null ? null : moment(row, "held_until"),
                ended
                        ? new PriceEntry.Ending(
                                new PriceId(row.getObject("end_id", UUID.class)),
                                row.getString("end_reason"),
                                row.getString("ended_by"))
                        : null,
                null);
    }

    private static Price price(ResultSet row, int number) throws SQLException {
        BigDecimal burst = row.getBigDecimal("burst_usd_per_gpu_hour");
        return new Price(
                new PriceId(row.getObject("id", UUID.class)),
                row.getString("cluster"),
                row.getString("gpu"),
                row.getBigDecimal("usd_per_gpu_hour").stripTrailingZeros(),
                moment(row, "effective_from"),
                row.getString("source"),
                row.getObject("read_on", LocalDate.class),
                burst == null ? null : burst.stripTrailingZeros());
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
