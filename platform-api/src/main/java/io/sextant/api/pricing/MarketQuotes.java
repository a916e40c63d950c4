package io.sextant.api.pricing;

import io.sextant.api.catalog.Catalog;
import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.reference.ReferenceRow;
import io.sextant.api.reference.ReferenceTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Dated price quotes of GPU providers; read once at start, which fails on a row that cannot be right. */
@Component
public class MarketQuotes {
    private static final Set<String> KINDS = Set.of("marketplace", "neocloud", "hyperscaler");

    private final Map<String, List<PriceQuote>> quotes;
    private final Map<String, MarketPrice> recalled;

    @Autowired
    MarketQuotes(Catalog catalog) {
        this(ReferenceTable.shipped("gpu_prices.csv"), ReferenceTable.shipped("gpus.csv"), catalog);
    }

    MarketQuotes(ReferenceTable quoteTable, ReferenceTable gpuTable, Catalog catalog) {
        Set<String> known = catalog.gpus().stream().map(CatalogGpu::name).collect(Collectors.toSet());
        this.quotes = quoteTable.rows().stream()
                .map(row -> quote(row, known))
                .sorted(Comparator.comparing(PriceQuote::readOn)
                        .reversed()
                        .thenComparing(PriceQuote::usdPerGpuHour)
                        .thenComparing(PriceQuote::provider))
                .collect(Collectors.groupingBy(PriceQuote::gpu));
        this.recalled = gpuTable.rows().stream()
                .filter(row -> row.optionalText("price_usd_per_hour") != null)
                .collect(Collectors.toMap(row -> row.text("name"), MarketQuotes::recalled));
    }

    /** The quotes for a GPU product, latest first; empty if there are none. */
    public List<PriceQuote> of(String gpu) {
        return quotes.getOrDefault(gpu, List.of());
    }

    /** The median of the quotes; without a quote the price the data sheet recalls; empty without that as well. */
    public Optional<MarketPrice> priceOf(String gpu) {
        List<PriceQuote> dated = of(gpu);
        return dated.isEmpty() ? Optional.ofNullable(recalled.get(gpu)) : Optional.of(MarketPrice.medianOf(dated));
    }

    /** The market price of every GPU product that has one, by its name. */
    public Map<String, MarketPrice> all() {
        return Stream.concat(quotes.keySet().stream(), recalled.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), gpu -> priceOf(gpu).orElseThrow()));
    }

    private static PriceQuote quote(ReferenceRow row, Set<String> known) {
        String gpu = row.text("gpu");
        if (!known.contains(gpu)) {
            throw row.bad("gpu", "names " + gpu + ", which gpus.csv does not know");
        }
        if (row.decimal("usd_per_gpu_hour").signum() <= 0) {
            throw row.bad("usd_per_gpu_hour", "must be above 0");
        }
        if (!KINDS.contains(row.text("kind"))) {
            throw row.bad("kind", "\"" + row.text("kind") + "\" is none of " + String.join(", ", KINDS));
        }
        return new PriceQuote(
                gpu,
                row.text("provider"),
                row.decimal("usd_per_gpu_hour"),
                row.whole("min_gpus"),
                row.date("read_on"),
                row.text("kind"),
                row.text("source"));
    }

    private static MarketPrice recalled(ReferenceRow row) {
        return new MarketPrice(row.decimal("price_usd_per_hour"), row.text("price_source"), null);
    }
}
