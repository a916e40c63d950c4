package io.sextant.web.prices;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.pricing.MarketQuotes;
import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.Dates;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
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

    @GetMapping("/prices")
    @Requires(Permission.VIEW_CATALOG)
    String list(Model model) {
        Instant now = clock.instant();
        model.addAttribute("prices", rows(prices.inForce(now)));
        model.addAttribute("asOf", Dates.moment(now));
        return "prices/list";
    }

    @GetMapping("/prices/{gpu}")
    @Requires(Permission.VIEW_CATALOG)
    String ofGpu(@PathVariable String gpu, Model model) {
        CatalogGpu product = catalog.gpu(gpu);
        model.addAttribute("gpuTitle", product.title());
        model.addAttribute("gpuPath", "/catalog/gpus/" + product.name());
        model.addAttribute("gpu", gpu);
        Instant now = clock.instant();
        model.addAttribute(
                "history",
                prices.history(gpu).stream()
                        .map(entry -> EntryView.of(entry, now))
                        .toList());
        model.addAttribute("quotes", quotes.of(gpu).stream().map(QuoteView::of).toList());
        return "prices/gpu";
    }

    private List<PriceRow> rows(List<Price> inForce) {
        List<CatalogGpu> order = catalog.gpus();
        Map<String, CatalogGpu> byName =
                order.stream().collect(Collectors.toMap(CatalogGpu::name, Function.identity()));
        return inForce.stream()
                .sorted(Comparator.comparingInt(price -> order.indexOf(byName.get(price.gpu()))))
                .map(price -> PriceRow.of(price, byName.get(price.gpu()), quotes.of(price.gpu())))
                .toList();
    }
}
