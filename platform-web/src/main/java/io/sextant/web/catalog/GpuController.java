package io.sextant.web.catalog;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.pricing.MarketQuotes;
import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceBook;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.prices.PriceView;
import io.sextant.web.prices.QuoteView;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
class GpuController {
    private final Catalog catalog;
    private final PriceBook prices;
    private final MarketQuotes quotes;
    private final Clock clock;

    GpuController(Catalog catalog, PriceBook prices, MarketQuotes quotes, Clock clock) {
        this.catalog = catalog;
        this.prices = prices;
        this.quotes = quotes;
        this.clock = clock;
    }

    @GetMapping("/catalog/gpus")
    @Requires(Permission.VIEW_CATALOG)
    String list(Model model) {
        Map<String, Price> defaults = prices.inForce(clock.instant()).stream()
                .filter(Price::isDefault)
                .collect(Collectors.toMap(Price::gpu, price -> price));
        model.addAttribute(
                "gpus",
                catalog.gpus().stream().map(gpu -> GpuRow.of(gpu, defaults)).toList());
        return "catalog/gpus";
    }

    @GetMapping("/catalog/gpus/{name}")
    @Requires(Permission.VIEW_CATALOG)
    String one(@PathVariable String name, Model model) {
        CatalogGpu gpu = catalog.gpu(name);
        model.addAttribute("title", gpu.title());
        model.addAttribute("name", gpu.name());
        model.addAttribute("notes", gpu.notes());
        model.addAttribute("addition", AdditionView.of(gpu.addition()));
        model.addAttribute("facts", gpu.facts().stream().map(FactView::of).toList());
        model.addAttribute(
                "prices",
                prices.inForce(clock.instant()).stream()
                        .filter(price -> price.gpu().equals(name))
                        .map(PriceView::of)
                        .toList());
        model.addAttribute("quotes", quotes.of(name).stream().map(QuoteView::of).toList());
        return "catalog/gpu";
    }
}
