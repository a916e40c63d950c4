package io.sextant.api.pricing;

import io.sextant.api.audit.AuditEvent;
import io.sextant.api.audit.AuditTrail;
import io.sextant.api.audit.Who;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.cluster.ClusterInventories;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds prices to the book, ends them, and withdraws what has not come; what was in force stays as it was. */
@Service
@Transactional
public class PriceRecording {
    private final JdbcClient jdbc;
    private final Catalog catalog;
    private final MarketQuotes quotes;
    private final PriceBook book;
    private final ClusterInventories clusters;
    private final AuditTrail audit;
    private final Clock clock;

    PriceRecording(
            JdbcClient jdbc,
            Catalog catalog,
            MarketQuotes quotes,
            PriceBook book,
            ClusterInventories clusters,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.catalog = catalog;
        this.quotes = quotes;
        this.book = book;
        this.clusters = clusters;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Adds a price that takes over at its moment.
     *
     * @param cluster null for all clusters that have no price of their own
     * @param readOn null where it is not known when the source was read
     */
    public Price record(
            @Nullable String cluster,
            String gpu,
            BigDecimal usdPerGpuHour,
            Instant effectiveFrom,
            String source,
            @Nullable LocalDate readOn) {
        Price price =
                insert(cluster, catalog.gpu(gpu).name(), usdPerGpuHour, null, effectiveFrom, source, readOn, null);
        audit.record(Who.platform(), recorded(price));
        return price;
    }

    private Price insert(
            @Nullable String cluster,
            String gpu,
            BigDecimal usdPerGpuHour,
            @Nullable BigDecimal burstUsdPerGpuHour,
            Instant effectiveFrom,
            String source,
            @Nullable LocalDate readOn,
            @Nullable String who) {
        Price price = new Price(
                new PriceId(UUID.randomUUID()),
                cluster,
                gpu,
                usdPerGpuHour,
                effectiveFrom,
                source,
                readOn,
                burstUsdPerGpuHour);
        row(price.id().value(), cluster, gpu, usdPerGpuHour, burstUsdPerGpuHour, effectiveFrom, source, readOn, who);
        return price;
    }

    private void row(
            UUID id,
            @Nullable String cluster,
            String gpu,
            @Nullable BigDecimal usdPerGpuHour,
            @Nullable BigDecimal burstUsdPerGpuHour,
            Instant effectiveFrom,
            String source,
            @Nullable LocalDate readOn,
            @Nullable String who) {
        jdbc.sql("""
                        insert into gpu_price
                          (id, cluster, gpu, usd_per_gpu_hour, burst_usd_per_gpu_hour, currency, effective_from, source,
                           read_on, recorded_at, recorded_by, ended)
                        values
                          (:id, :cluster, :gpu, :price, :burst, :currency, :from, :source, :readOn, :now, :who, :ended)
                        """)
                .param("id", id)
                .param("cluster", cluster)
                .param("gpu", gpu)
                .param("price", usdPerGpuHour)
                .param("burst", burstUsdPerGpuHour)
                .param("currency", Price.CURRENCY)
                .param("from", Timestamp.from(effectiveFrom))
                .param("source", source)
                .param("readOn", readOn)
                .param("now", Timestamp.from(clock.instant()))
                .param("who", who)
                .param("ended", usdPerGpuHour == null)
                .update();
    }

    /** Adds the price that an administrator states; it takes over at its moment, now at the earliest. */
    public PriceEntry add(PriceDraft draft, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        Instant now = clock.instant();
        PriceDraft.Stated stated = draft.stated(now);
        String gpu = catalog.gpu(stated.gpu()).name();
        requireCluster(stated.cluster());
        requireNoEnding(stated, gpu);
        try {
            Price price = insert(
                    stated.cluster(),
                    gpu,
                    stated.usdPerGpuHour(),
                    stated.burstUsdPerGpuHour(),
                    stated.effectiveFrom(),
                    stated.source(),
                    stated.readOn(),
                    actor.displayName());
            audit.record(actor.who(), recorded(price));
            return book.entry(price.id());
        } catch (DuplicateKeyException e) {
            throw new PlatformProblem.Conflict(
                    "price-exists",
                    "There is a price from that moment on",
                    "%s %s has a price from %s on already, and a recorded price never changes."
                            .formatted(gpu, place(stated.cluster()), stated.effectiveFrom()),
                    "Let the new price take over a moment later.",
                    Map.of("gpu", gpu, "effectiveFrom", stated.effectiveFrom().toString()));
        }
    }

    /**
     * Ends a price: from its end on the product has none there, or that of all clusters where the cluster's own ends.
     *
     * @param at null for now; after the start of a price that has not begun, which is otherwise withdrawn
     */
    public PriceEntry end(PriceId id, @Nullable Instant at, String reason, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        Instant now = clock.instant();
        PriceEntry entry = book.entry(id);
        Price price = entry.price();
        Instant end = PriceDraft.ending(price, at, reason, now);
        if (entry.until() != null && !entry.until().isAfter(end)) {
            throw over(entry);
        }
        try {
            row(
                    UUID.randomUUID(),
                    price.cluster(),
                    price.gpu(),
                    null,
                    null,
                    end,
                    reason.strip(),
                    null,
                    actor.displayName());
        } catch (DuplicateKeyException e) {
            throw over(book.entry(id));
        }
        audit.record(
                actor.who(),
                AuditEvent.of("price.end", "price", id)
                        .from(price)
                        .to(Map.of("endsAt", end))
                        .because(reason.strip()));
        return book.entry(id);
    }

    /** Takes a price back before it begins; what holds until then goes on as if it had never been recorded. */
    public PriceEntry withdraw(PriceId id, String reason, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        PriceEntry entry = book.entry(id);
        mark(id, entry.price().effectiveFrom(), entry.price(), reason, actor);
        return book.entry(id);
    }

    /** Takes the ending of a price back before it comes; the price goes on. */
    public PriceEntry withdrawEnding(PriceId id, String reason, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        PriceEntry entry = book.entry(id);
        if (entry.ending() == null || entry.until() == null) {
            throw new PlatformProblem.NotFound(
                    "ending",
                    "of price " + id,
                    "The price history of the GPU product lists the prices and their ends.");
        }
        mark(entry.ending().id(), entry.until(), Map.of("endsAt", entry.until()), reason, actor);
        return book.entry(id);
    }

    /** Takes back what was to come, a price or an ending. */
    public void withdraw(PlannedStep step, String reason, Actor actor) {
        actor.requireEverywhere(Permission.ADMINISTER_CATALOG);
        Object before = step.price().<Object>map(price -> price).orElse(Map.of("endsAt", step.effectiveFrom()));
        mark(step.id(), step.effectiveFrom(), before, reason, actor);
    }

    private void mark(PriceId id, Instant from, Object before, String reason, Actor actor) {
        Instant now = clock.instant();
        String because = PriceDraft.withdrawing(reason);
        if (!from.isAfter(now)) {
            throw new PlatformProblem.Conflict(
                    "price-begun",
                    "It has begun",
                    "It took effect at %s, and what is used since then is charged by it.".formatted(from),
                    "Record a price that takes over now, or end this one.",
                    Map.of("effectiveFrom", from.toString()));
        }
        int marked = jdbc.sql("""
                        update gpu_price
                           set withdrawn_at = :now, withdrawn_by = :who, withdrawn_because = :because
                         where id = :id and withdrawn_at is null
                        """)
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .param("who", actor.displayName())
                .param("because", because)
                .update();
        if (marked == 0) {
            throw new PlatformProblem.Conflict(
                    "price-withdrawn",
                    "It is withdrawn already",
                    "Somebody took it back before.",
                    "Look at the price history: what was taken back is recorded anew, not brought back.",
                    Map.of("effectiveFrom", from.toString()));
        }
        audit.record(
                actor.who(),
                AuditEvent.of("price.withdraw", "price", id).from(before).because(because));
    }

    // The ending would win: the price were recorded and never held.
    private void requireNoEnding(PriceDraft.Stated stated, String gpu) {
        boolean ends = jdbc.sql("""
                        select exists (
                            select 1 from gpu_price
                             where gpu = :gpu and cluster is not distinct from :cluster and effective_from = :from
                               and ended and withdrawn_at is null)
                        """)
                .param("gpu", gpu)
                .param("cluster", stated.cluster())
                .param("from", Timestamp.from(stated.effectiveFrom()))
                .query(Boolean.class)
                .single();
        if (ends) {
            throw new PlatformProblem.Conflict(
                    "price-exists",
                    "A price ends at that moment",
                    "%s %s has no price from %s on, as somebody recorded."
                            .formatted(gpu, place(stated.cluster()), stated.effectiveFrom()),
                    "Withdraw that ending, or let the new price take over a moment later.",
                    Map.of("gpu", gpu, "effectiveFrom", stated.effectiveFrom().toString()));
        }
    }

    private static AuditEvent recorded(Price price) {
        return AuditEvent.of("price.record", "price", price.id()).to(price);
    }

    private static PlatformProblem.Conflict over(PriceEntry entry) {
        return new PlatformProblem.Conflict(
                "price-over",
                "The price ends before that",
                "This price holds until %s only.".formatted(entry.until()),
                "Look at the price history: end the price that follows it, or choose an earlier moment.",
                Map.of("price", entry.price().id().toString()));
    }

    private void requireCluster(@Nullable String cluster) {
        if (cluster != null) {
            clusters.named(cluster);
        }
    }

    private static String place(@Nullable String cluster) {
        return cluster == null ? "on clusters without a price of their own" : "on " + cluster;
    }

    /** Gives every GPU product without a price the market's, so that a new installation can plan at once. */
    public void adoptMarketPrices() {
        Instant now = clock.instant();
        quotes.all().forEach((gpu, market) -> {
            if (!hasDefaultPrice(gpu)) {
                record(null, gpu, market.usdPerGpuHour(), since(market, now), market.source(), market.readOn());
            }
        });
    }

    // The price holds from the day it was read, or from now where that day is unknown or lies ahead of this clock.
    private static Instant since(MarketPrice market, Instant now) {
        if (market.readOn() == null) {
            return now;
        }
        Instant read = market.readOn().atStartOfDay(ZoneOffset.UTC).toInstant();
        return read.isBefore(now) ? read : now;
    }

    private boolean hasDefaultPrice(String gpu) {
        return jdbc.sql("select exists (select 1 from gpu_price where gpu = :gpu and cluster is null"
                        + " and withdrawn_at is null)")
                .param("gpu", gpu)
                .query(Boolean.class)
                .single();
    }
}
