package io.sextant.api.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One number for what the market asks for a GPU hour.
 *
 * @param readOn the latest quote behind it; null where it is recalled
 */
public record MarketPrice(
        BigDecimal usdPerGpuHour, String source, @Nullable LocalDate readOn) {
    private static final int DECIMALS = 4;

    /** The median of at least one quote; between the two middle ones when their number is even. */
    static MarketPrice medianOf(List<PriceQuote> quotes) {
        List<BigDecimal> prices =
                quotes.stream().map(PriceQuote::usdPerGpuHour).sorted().toList();
        int upper = prices.size() / 2;
        int lower = (prices.size() - 1) / 2;
        BigDecimal median = prices.get(lower)
                .add(prices.get(upper))
                .divide(BigDecimal.TWO, DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        LocalDate latest = quotes.stream()
                .map(PriceQuote::readOn)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String source = quotes.size() == 1
                ? "the only dated quote, " + quotes.getFirst().provider()
                : "median of " + quotes.size() + " dated quotes";
        return new MarketPrice(median, source, latest);
    }
}
