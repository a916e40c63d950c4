package io.sextant.api.pricing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sextant.api.catalog.Catalog;
import io.sextant.api.paging.Page;
import io.sextant.api.pricing.MarketQuotes;
import io.sextant.api.pricing.OnPremisesCosts;
import io.sextant.api.pricing.OnPremisesRate;
import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.pricing.PriceDraft;
import io.sextant.api.pricing.PriceEntry;
import io.sextant.api.pricing.PriceId;
import io.sextant.api.pricing.PriceQuote;
import io.sextant.api.pricing.PriceRecording;
import io.sextant.api.tenancy.Actor;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(PriceController.PATH)
class PriceController {
    static final String PATH = "/api/v1/prices";

    private final PriceBook prices;
    private final PriceRecording recording;
    private final MarketQuotes quotes;
    private final Catalog catalog;
    private final Clock clock;

    PriceController(PriceBook prices, PriceRecording recording, MarketQuotes quotes, Catalog catalog, Clock clock) {
        this.prices = prices;
        this.recording = recording;
        this.quotes = quotes;
        this.catalog = catalog;
        this.clock = clock;
    }

    @PostMapping
    @Requires(Permission.ADMINISTER_CATALOG)
    ResponseEntity<EntryBody> add(@RequestBody PriceDraft draft, Actor actor) {
        EntryBody added = EntryBody.of(recording.add(draft, actor));
        return ResponseEntity.created(URI.create(PATH + "/" + added.price().gpu()))
                .body(added);
    }

    @PostMapping("/{gpu}/{id}/ending")
    @Requires(Permission.ADMINISTER_CATALOG)
    EntryBody end(@PathVariable String gpu, @PathVariable UUID id, @RequestBody EndingRequest request, Actor actor) {
        catalog.gpu(gpu);
        return EntryBody.of(recording.end(
                new PriceId(id), request.effectiveFrom(), request.reason() == null ? "" : request.reason(), actor));
    }

    /** Takes a price back that has not begun. */
    @DeleteMapping("/{gpu}/{id}")
    @Requires(Permission.ADMINISTER_CATALOG)
    EntryBody withdraw(
            @PathVariable String gpu,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Actor actor) {
        catalog.gpu(gpu);
        return EntryBody.of(recording.withdraw(new PriceId(id), reason, actor));
    }

    /** Takes the ending of a price back that has not come. */
    @DeleteMapping("/{gpu}/{id}/ending")
    @Requires(Permission.ADMINISTER_CATALOG)
    EntryBody withdrawEnding(
            @PathVariable String gpu,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            Actor actor) {
        catalog.gpu(gpu);
        return EntryBody.of(recording.withdrawEnding(new PriceId(id), reason, actor));
    }

    /** What a GPU hour costs on servers of one's own; nothing is recorded. */
    @PostMapping("/on-premises-rate")
    @Requires(Permission.VIEW_CATALOG)
    OnPremisesRate onPremises(@RequestBody OnPremisesCosts costs) {
        return OnPremisesRate.of(costs);
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
                prices.history(name).stream().map(EntryBody::of).toList(),
                quotes.of(name).stream().map(QuoteBody::of).toList());
    }

    /** A price; without a cluster it holds for every cluster that has none of its own. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PriceBody(
            String id,
            String gpu,
            @Nullable String cluster,
            BigDecimal perGpuHour,
            @Nullable BigDecimal burstPerGpuHour,
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
                    price.burstUsdPerGpuHour(),
                    Price.CURRENCY,
                    price.effectiveFrom(),
                    price.source(),
                    price.readOn());
        }
    }

    /**
     * When a price ends.
     *
     * @param effectiveFrom from when on there is none; left out, from now on
     */
    record EndingRequest(
            @Nullable Instant effectiveFrom, @Nullable String reason) {}

    /**
     * A price with how long it holds.
     *
     * @param effectiveUntil absent while nothing takes over
     * @param endReason absent where another price takes over
     * @param withdrawnAt absent unless it was taken back before it began
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EntryBody(
            @JsonUnwrapped PriceBody price,
            @Nullable String recordedBy,
            @Nullable Instant effectiveUntil,
            @Nullable String endReason,
            @Nullable String endedBy,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnBecause,
            @Nullable String withdrawnBy) {
        static EntryBody of(PriceEntry entry) {
            PriceEntry.Ending ending = entry.ending();
            PriceEntry.Withdrawal withdrawal = entry.withdrawal();
            return new EntryBody(
                    PriceBody.of(entry.price()),
                    entry.recordedBy(),
                    entry.until(),
                    ending == null ? null : ending.reason(),
                    ending == null ? null : ending.by(),
                    withdrawal == null ? null : withdrawal.at(),
                    withdrawal == null ? null : withdrawal.reason(),
                    withdrawal == null ? null : withdrawal.by());
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
    record GpuPrices(String gpu, List<EntryBody> history, List<QuoteBody> quotes) {}
}
