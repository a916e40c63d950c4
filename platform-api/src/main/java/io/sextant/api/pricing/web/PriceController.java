package io.sextant.api.pricing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.paging.Page;
import io.sextant.api.pricing.MarketQuotes;
import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.pricing.PriceQuote;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/prices")
class PriceController {
    private final PriceBook prices;
    private final MarketQuotes quotes;
    private final Catalog catalog;
    private final Clock clock;

    PriceController(PriceBook prices, MarketQuotes quotes, Catalog catalog, Clock clock) {
        this.prices = prices;
        this.quotes = quotes;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Permission.VIEW_CATALOG)
    Page<PriceBody> inForce(@RequestParam(required = false) @Nullable Instant at) {
        return Page.whole(prices.inForce(at == null ? clock.instant() : at).stream()
                .map(PriceBody::of)
                .toList());
    }

    @GetMapping("/{gpu}")
    @Requires(Permission.VIEW_CATALOG)
    GpuPrices ofGpu(@PathVariable String gpu) {
        String name = catalog.gpu(gpu).name();
        return new GpuPrices(
                name,
                prices.history(name).stream().map(PriceBody::of).toList(),
                quotes.of(name).stream().map(QuoteBody::of).toList());
    }

    /** A price; without a cluster it holds for every cluster that has none of its own. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PriceBody(
            String id,
            String gpu,
            @Nullable String cluster,
            BigDecimal perGpuHour,
            String currency,
            Instant effectiveFrom,
            String source,
            @Nullable LocalDate readOn) {
        static PriceBody of(Price price) {
            return new PriceBody(
                    price.id().toString(),
                    price.gpu(),
                    price.cluster(),
                    price.usdPerGpuHour(),
                    Price.CURRENCY,
                    price.effectiveFrom(),
                    price.source(),
                    price.readOn());
        }
    }

    /** What a provider asked on a day. */
    record QuoteBody(
            String provider,
            String kind,
            BigDecimal perGpuHour,
            String currency,
            int minGpus,
            LocalDate readOn,
            String source) {
        static QuoteBody of(PriceQuote quote) {
            return new QuoteBody(
                    quote.provider(),
                    quote.kind(),
                    quote.usdPerGpuHour(),
                    Price.CURRENCY,
                    quote.minGpus(),
                    quote.readOn(),
                    quote.source());
        }
    }

    /** All that is known of what a GPU product costs, latest first. */
    record GpuPrices(String gpu, List<PriceBody> history, List<QuoteBody> quotes) {}
}
