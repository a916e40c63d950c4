package io.sextant.web.prices;

import io.sextant.api.catalog.CatalogGpu;
import io.sextant.api.pricing.Price;
import io.sextant.api.pricing.PriceQuote;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price in force beside what the market asks.
 *
 * @param market lowest and highest dated quote
 */
record PriceRow(String gpu, String path, PriceView price, String market, String quotes) {
    static PriceRow of(Price price, @Nullable CatalogGpu gpu, List<PriceQuote> quotes) {
        return new PriceRow(
                gpu == null ? price.gpu() : gpu.title(),
                "/prices/" + price.gpu(),
                PriceView.of(price),
                range(quotes),
                String.valueOf(quotes.size()));
    }

    private static String range(List<PriceQuote> quotes) {
        if (quotes.isEmpty()) {
            return "–";
        }
        List<BigDecimal> amounts = quotes.stream()
                .map(PriceQuote::usdPerGpuHour)
                .sorted(Comparator.naturalOrder())
                .toList();
        return PriceView.amount(amounts.getFirst()) + " to " + PriceView.amount(amounts.getLast());
    }
}
