package io.sextant.web.prices;

import io.sextant.api.pricing.PriceQuote;
import io.sextant.web.layout.Dates;

/** What a provider asked, as a table shows it; the unit stands in the table's head. */
public record QuoteView(String provider, String kind, String amount, String minGpus, String readOn, String source) {
    /** From a quote of the reference data. */
    public static QuoteView of(PriceQuote quote) {
        return new QuoteView(
                quote.provider(),
                quote.kind(),
                PriceView.amount(quote.usdPerGpuHour()),
                String.valueOf(quote.minGpus()),
                Dates.day(quote.readOn()),
                quote.source());
    }
}
