package io.sextant.api.pricing;

import io.sextant.api.catalog.Catalog;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds prices to the book. */
@Service
@Transactional
public class PriceRecording {
    private final JdbcClient jdbc;
    private final Catalog catalog;
    private final MarketQuotes quotes;
    private final Clock clock;

    PriceRecording(JdbcClient jdbc, Catalog catalog, MarketQuotes quotes, Clock clock) {
        this.jdbc = jdbc;
        this.catalog = catalog;
        this.quotes = quotes;
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
        Price price = new Price(
                new PriceId(UUID.randomUUID()),
                cluster,
                catalog.gpu(gpu).name(),
                usdPerGpuHour,
                effectiveFrom,
                source,
                readOn);
        jdbc.sql("""
                        insert into gpu_price
                          (id, cluster, gpu, usd_per_gpu_hour, currency, effective_from, source, read_on, recorded_at)
                        values
                          (:id, :cluster, :gpu, :price, :currency, :from, :source, :readOn, :now)
                        """)
                .param("id", price.id().value())
                .param("cluster", cluster)
                .param("gpu", gpu)
                .param("price", usdPerGpuHour)
                .param("currency", Price.CURRENCY)
                .param("from", Timestamp.from(effectiveFrom))
                .param("source", source)
                .param("readOn", readOn)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return price;
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
        return jdbc.sql("select exists (select 1 from gpu_price where gpu = :gpu and cluster is null)")
                .param("gpu", gpu)
                .query(Boolean.class)
                .single();
    }
}
