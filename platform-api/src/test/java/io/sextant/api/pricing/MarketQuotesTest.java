package io.sextant.api.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarketQuotesTest {
    private static MarketPrice medianOf(String... prices) {
        List<PriceQuote> quotes = Stream.of(prices)
                .map(price -> new PriceQuote(
                        "H100-SXM-80GB",
                        "provider",
                        new BigDecimal(price),
                        1,
                        LocalDate.of(2026, 9, price.length()),
                        "neocloud",
                        "list"))
                .toList();
        return MarketPrice.medianOf(quotes);
    }

    @Test
    void takesTheMiddleQuote() {
        assertThat(medianOf("9", "1.5", "3.25").usdPerGpuHour()).isEqualByComparingTo("3.25");
    }

    @Test
    void liesBetweenTheTwoMiddleQuotes() {
        assertThat(medianOf("1", "2", "3", "100").usdPerGpuHour()).isEqualByComparingTo("2.5");
    }

    @Test
    void saysHowManyQuotesItRestsOnAndHowOldTheyAre() {
        assertThat(medianOf("1", "2.5").source()).isEqualTo("median of 2 dated quotes");
        assertThat(medianOf("1", "2.5").readOn()).isEqualTo(LocalDate.of(2026, 9, 3));
        assertThat(medianOf("1").source()).isEqualTo("the only dated quote, provider");
    }
}
