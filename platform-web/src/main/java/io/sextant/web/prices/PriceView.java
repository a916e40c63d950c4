package io.sextant.web.prices;

import io.sextant.api.pricing.Price;
import io.sextant.web.layout.Dates;
import java.math.BigDecimal;

/** A price of the organisation as a table shows it; the unit stands in the table's head. */
public record PriceView(String cluster, String amount, String burst, String since, String source, String readOn) {
    private static final int MIN_DECIMALS = 2;

    /** From a price of the book. */
    public static PriceView of(Price price) {
        return new PriceView(
                price.cluster() == null ? "every cluster without its own" : price.cluster(),
                amount(price.usdPerGpuHour()),
                amount(price.rate(true)),
                Dates.moment(price.effectiveFrom()),
                price.source(),
                price.readOn() == null ? "not dated" : Dates.day(price.readOn()));
    }

    /** With at least two digits after the point, such as 3.49 or 10.9791. */
    public static String amount(BigDecimal usd) {
        BigDecimal plain = usd.stripTrailingZeros();
        return (plain.scale() < MIN_DECIMALS ? plain.setScale(MIN_DECIMALS) : plain).toPlainString();
    }
}
